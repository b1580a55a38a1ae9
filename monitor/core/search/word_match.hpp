// How well a typed word fits a name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace perfdata::monitor {

/// A name made ready for being searched often. A value.
struct searchable_name {
  std::string text{};       ///< in lower case, as far as ASCII has cases
  std::uint64_t letters{};  ///< which characters occur: bit (character mod 64)

  explicit searchable_name(std::string_view name);
};

/// 0 for no fit, else the better the greater: the name begins with the word, a word of it does, it is inside,
/// or it is put together of the beginnings of the name's words ("proctime" and "pt" fit "% Processor Time").
/// A word with `*` is a wildcard for the whole name. Linear in the name times the word; no allocation.
[[nodiscard]] int fit(const searchable_name& word, const searchable_name& name) noexcept;

/// As fit(), for words with one letter wrong, missing, too much, or two swapped; words of four letters at
/// least.
[[nodiscard]] int fit_with_typo(const searchable_name& word, const searchable_name& name) noexcept;

}  // namespace perfdata::monitor
