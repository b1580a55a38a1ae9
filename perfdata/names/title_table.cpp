#include <algorithm>
#include <bit>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

#include <perfdata/base/ascii.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/names/title_table.hpp>

namespace perfdata {
namespace {

// Trailing blanks stand behind some names of Windows' own tables (480, 1366).
std::string_view without_blanks(std::string_view text) noexcept {
  const auto last = text.find_last_not_of(" \r");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

// FNV-1a over the letters in lower case.
std::uint32_t hash_folded(std::string_view text) noexcept {
  std::uint32_t hash = 2'166'136'261;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(to_lower_ascii(c))) * 16'777'619;
  return hash;
}

constexpr std::uint32_t no_position = 0xFFFFFFFF;

// The next string of a multi-sz, taken off `rest`. The last one may lack its terminator.
utf16_view take_string(utf16_view& rest) noexcept {
  const utf16_view text = rest.until_nul();
  const std::size_t used = std::min(text.bytes().size() + 2, rest.bytes().size());
  rest = utf16_view(rest.bytes().subspan(used));
  return text;
}

// The decimal number that `digits` is; trailing blanks are no matter.
std::optional<std::uint32_t> number_in(utf16_view digits) {
  std::uint64_t number = 0;
  std::size_t i = 0;
  for (; i < digits.size() && digits[i] >= u'0' && digits[i] <= u'9' && number <= 0xFFFFFFFF; ++i)
    number = 10 * number + (digits[i] - u'0');
  if (i == 0 || number > 0xFFFFFFFF) return std::nullopt;
  for (; i < digits.size(); ++i)
    if (digits[i] != u' ' && digits[i] != u'\r') return std::nullopt;
  return static_cast<std::uint32_t>(number);
}

bool is_utf16_text(byte_view file) noexcept {
  if (file.size() < 2) return false;
  const bool byte_order_mark = file[0] == std::byte{0xFF} && file[1] == std::byte{0xFE};
  return byte_order_mark || file[1] == std::byte{0};
}

std::string to_text(byte_view file) {
  if (is_utf16_text(file)) {
    if (file[0] == std::byte{0xFF}) file = file.subspan(2);
    return to_utf8(utf16_view(file));
  }
  std::string text(file.size(), '\0');
  std::ranges::transform(file, text.begin(), [](std::byte b) { return std::to_integer<char>(b); });
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace

// A hash table of chains. Positions of one chain ascend, and with them the indexes.
struct title_table::name_index {
  std::once_flag made;
  std::vector<std::uint32_t> heads;  // a power of two of them; positions in spans_ or no_position
  std::vector<std::uint32_t> next;   // for each position

  void make(const title_table& table) {
    heads.assign(std::bit_ceil(table.size() + 1), no_position);
    next.resize(table.size());
    for (auto position = static_cast<std::uint32_t>(table.size()); position-- != 0;)
      next[position] = std::exchange(head_of(without_blanks(table[position].text)), position);
  }
  [[nodiscard]] std::uint32_t& head_of(std::string_view text) noexcept {
    return heads[hash_folded(text) & (heads.size() - 1)];
  }
};

result<title_table> title_table::parse(byte_view multi_sz) {
  title_table table;
  utf16_view rest(multi_sz);
  table.text_.reserve(multi_sz.size() / 2);
  while (!rest.empty()) {
    const utf16_view number = take_string(rest);
    if (number.empty()) continue;  // the end; or, from Samba, a second NUL behind a title
    const auto index = number_in(number);
    if (!index || rest.empty()) {
      ++table.skipped_;
      continue;  // a text without a number, or a number without a text: the next string may be in step again
    }
    const std::size_t before = table.text_.size();
    append_utf8(take_string(rest), table.text_);
    table.add(*index, before);
  }
  if (table.spans_.empty() && !multi_sz.empty() && table.skipped_ != 0)
    return failure(format_error(errc::malformed_data, record_kind::title_table, 0,
                                "not a single pair of index and text can be read"));
  table.close();
  return table;
}

result<title_table> title_table::parse_saved(byte_view file) {
  const std::string text = to_text(file);
  if (text.find('\0') != std::string::npos) return parse(file);
  title_table table;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    const auto separator = line.find_first_of("\t=");
    if (separator == std::string_view::npos) continue;  // section headers and blank lines
    const auto index = to_number(without_blanks(line.substr(0, separator)));
    if (!index) {
      ++table.skipped_;
      continue;
    }
    const std::size_t before = table.text_.size();
    table.text_ += without_blanks(line.substr(separator + 1));
    table.add(*index, before);
  }
  if (table.spans_.empty())
    return failure(format_error(errc::malformed_data, record_kind::title_table, 0,
                                "neither a REG_MULTI_SZ nor lines of index and text"));
  table.close();
  return table;
}

// The text is everything behind `before`.
void title_table::add(std::uint32_t index, std::size_t before) {
  spans_.push_back(
      {index, static_cast<std::uint32_t>(before), static_cast<std::uint32_t>(text_.size() - before)});
}

void title_table::close() {
  if (!std::ranges::is_sorted(spans_, {}, &span::index)) std::ranges::stable_sort(spans_, {}, &span::index);
  const auto same_index = [](const span& a, const span& b) { return a.index == b.index; };
  spans_.erase(std::unique(spans_.begin(), spans_.end(), same_index), spans_.end());
  names_ = std::make_shared<name_index>();
}

std::string_view title_table::find(std::uint32_t index) const noexcept {
  const auto found = std::ranges::lower_bound(spans_, index, {}, &span::index);
  if (found == spans_.end() || found->index != index) return {};
  return std::string_view(text_).substr(found->offset, found->length);
}

std::vector<std::uint32_t> title_table::find_all(std::string_view text) const {
  std::vector<std::uint32_t> indexes;
  if (empty()) return indexes;
  std::call_once(names_->made, [this] { names_->make(*this); });
  text = without_blanks(text);
  for (auto at = names_->head_of(text); at != no_position; at = names_->next[at])
    if (equals_ignoring_case(without_blanks((*this)[at].text), text)) indexes.push_back(spans_[at].index);
  return indexes;
}

title_table::entry title_table::operator[](std::size_t position) const noexcept {
  const span& s = spans_[position];
  return {s.index, std::string_view(text_).substr(s.offset, s.length)};
}

}  // namespace perfdata
