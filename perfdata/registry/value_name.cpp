#include <array>

#include <perfdata/base/ascii.hpp>
#include <perfdata/registry/value_name.hpp>

namespace perfdata {
namespace {

constexpr std::array<std::string_view, 11> known_words{"Global",
                                                       "Costly",
                                                       "Counter",
                                                       "Help",
                                                       "Explain",
                                                       "Foreign",
                                                       "OLD_Global",
                                                       "MetadataGlobal",
                                                       "MetadataCostly",
                                                       "OLD_MetadataGlobal",
                                                       "OLD_MetadataCostly"};

std::string_view first_word(std::string_view name) noexcept {
  return name.substr(0, name.find(' '));
}

}  // namespace

std::string canonical_value_name(std::string_view name) {
  const std::string_view word = first_word(name);
  for (const std::string_view known : known_words)
    if (equals_ignoring_case(word, known)) return std::string(known).append(name.substr(word.size()));
  return std::string(name);
}

bool names_title_table(std::string_view name) noexcept {
  const std::string_view word = first_word(name);
  return word == "Counter" || word == "Help" || word == "Explain";
}

std::optional<std::string> other_spelling(std::string_view name) {
  const std::string_view word = first_word(name);
  if (word == "Help") return std::string("Explain").append(name.substr(word.size()));
  if (word == "Explain") return std::string("Help").append(name.substr(word.size()));
  return std::nullopt;
}

}  // namespace perfdata
