#include "monitor/core/search/word_match.hpp"

#include <algorithm>

#include <perfdata/base/ascii.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {
namespace {

constexpr int begins = 100;
constexpr int word_begins = 80;
constexpr int inside = 50;
constexpr int beginnings = 30;
constexpr int typo = 10;
constexpr std::size_t longest_word = 63;  // of those that are put together: a bit for each letter

// UTF-8 beyond ASCII counts as letters.
bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool begins_word(std::string_view text, std::size_t at) noexcept {
  return at == 0 || !is_letter(text[at - 1]);
}

std::size_t common_start(std::string_view a, std::string_view b) noexcept {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// Bit i: the first i letters of the word are used up by the beginnings of words so far.
bool is_put_together(std::string_view word, std::string_view name) noexcept {
  if (word.size() < 2 || word.size() > longest_word) return false;
  std::uint64_t reached = 1;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (!is_letter(name[at]) || !begins_word(name, at)) continue;
    const auto before = reached;
    for (std::size_t used = 0; used < word.size(); ++used) {
      if ((before >> used & 1U) == 0) continue;
      const auto run = common_start(word.substr(used), name.substr(at));
      for (std::size_t more = 1; more <= run; ++more) reached |= std::uint64_t{1} << (used + more);
    }
  }
  return (reached >> word.size() & 1U) != 0;
}

bool begins_with_one_typo(std::string_view name, std::string_view word) noexcept {
  const auto same = common_start(name, word);
  const auto name_rest = name.substr(same);
  const auto word_rest = word.substr(same);
  if (word_rest.empty()) return true;
  if (name_rest.starts_with(word_rest.substr(1))) return true;  // one too much, or wrong below
  if (name_rest.empty()) return false;
  if (name_rest.substr(1).starts_with(word_rest) || name_rest.substr(1).starts_with(word_rest.substr(1)))
    return true;
  return name_rest.size() > 1 && word_rest.size() > 1 && name_rest[0] == word_rest[1] &&
         name_rest[1] == word_rest[0] && name_rest.substr(2).starts_with(word_rest.substr(2));
}

}  // namespace

searchable_name::searchable_name(std::string_view name) : text(name) {
  std::ranges::transform(text, text.begin(), to_lower_ascii);
  for (const char c : text) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
}

int fit(const searchable_name& word, const searchable_name& name) noexcept {
  if (is_wildcard(word.text)) return matches_wildcard(word.text, name.text) ? begins : 0;
  if ((word.letters & ~name.letters) != 0) return 0;
  for (auto at = name.text.find(word.text); at != std::string::npos;) {
    if (at == 0) return begins;
    if (begins_word(name.text, at)) return word_begins;
    const auto next = name.text.find(word.text, at + 1);
    if (next == std::string::npos) return inside;
    at = next;
  }
  return is_put_together(word.text, name.text) ? beginnings : 0;
}

int fit_with_typo(const searchable_name& word, const searchable_name& name) noexcept {
  if (word.text.size() < 4) return 0;
  for (std::size_t at = 0; at < name.text.size(); ++at)
    if (is_letter(name.text[at]) && begins_word(name.text, at) &&
        begins_with_one_typo(std::string_view(name.text).substr(at), word.text))
      return typo;
  return 0;
}

}  // namespace perfdata::monitor
