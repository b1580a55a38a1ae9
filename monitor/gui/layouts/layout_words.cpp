#include "monitor/gui/layouts/layout_words.hpp"

#include "monitor/core/display_unit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <utility>

namespace perfdata::monitor {
namespace {

template <class Value>
using worded = std::pair<Value, std::string_view>;

constexpr std::array themes{worded<theme_kind>{theme_kind::dark, "dark"},
                            worded<theme_kind>{theme_kind::light, "light"},
                            worded<theme_kind>{theme_kind::contrast, "contrast"}};
constexpr std::array pages{worded<lower_page>{lower_page::lines, "lines"},
                           worded<lower_page>{lower_page::ranking, "ranking"},
                           worded<lower_page>{lower_page::blocks, "objects"}};
constexpr std::array ways_to_show{
    worded<chart_kind>{chart_kind::lines, "lines"}, worded<chart_kind>{chart_kind::stacked, "stacked"},
    worded<chart_kind>{chart_kind::bars, "bars"}, worded<chart_kind>{chart_kind::report, "report"}};
constexpr std::array axes_words{worded<chart_layout>{chart_layout::lane_per_unit, "lanes"},
                                worded<chart_layout>{chart_layout::shared_axis, "shared"}};
constexpr std::array unit_words{worded<unit_kind>{unit_kind::number, "number"},
                                worded<unit_kind>{unit_kind::per_second, "per second"},
                                worded<unit_kind>{unit_kind::percent, "percent"},
                                worded<unit_kind>{unit_kind::seconds, "seconds"},
                                worded<unit_kind>{unit_kind::bytes, "bytes"},
                                worded<unit_kind>{unit_kind::bytes_per_second, "bytes per second"},
                                worded<unit_kind>{unit_kind::bits_per_second, "bits per second"}};
constexpr std::string_view everything_word = "everything";
constexpr std::string_view own_word = "own ";
constexpr std::uint32_t most_own_charts = 10'000;

template <class Value, std::size_t N>
std::string_view word_in(const std::array<worded<Value>, N>& words, Value value) noexcept {
  const auto found = std::ranges::find(words, value, &worded<Value>::first);
  return found == words.end() ? words[0].second : found->second;
}

template <class Value, std::size_t N>
std::optional<Value> value_in(const std::array<worded<Value>, N>& words, std::string_view word) noexcept {
  const auto found = std::ranges::find(words, word, &worded<Value>::second);
  return found == words.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace

std::string_view word_of(theme_kind value) noexcept {
  return word_in(themes, value);
}
std::string_view word_of(lower_page value) noexcept {
  return word_in(pages, value);
}
std::string_view word_of(chart_kind value) noexcept {
  return word_in(ways_to_show, value);
}
std::string_view word_of(chart_layout value) noexcept {
  return word_in(axes_words, value);
}

std::string word_of(chart_id value) {
  if (value == chart_id::everything) return std::string(everything_word);
  if (value < chart_id::first_own) return std::string(word_in(unit_words, static_cast<unit_kind>(value)));
  const auto number = static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(chart_id::first_own);
  return fmt::format("{}{}", own_word, number + 1);
}

template <>
std::optional<theme_kind> from_word<theme_kind>(std::string_view word) noexcept {
  return value_in(themes, word);
}
template <>
std::optional<lower_page> from_word<lower_page>(std::string_view word) noexcept {
  return value_in(pages, word);
}
template <>
std::optional<chart_kind> from_word<chart_kind>(std::string_view word) noexcept {
  return value_in(ways_to_show, word);
}
template <>
std::optional<chart_layout> from_word<chart_layout>(std::string_view word) noexcept {
  return value_in(axes_words, word);
}

template <>
std::optional<chart_id> from_word<chart_id>(std::string_view word) noexcept {
  if (word == everything_word) return chart_id::everything;
  if (const auto unit = value_in(unit_words, word)) return chart_id{static_cast<std::uint32_t>(*unit)};
  if (!word.starts_with(own_word)) return std::nullopt;
  const auto digits = word.substr(own_word.size());
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc{} || end != digits.data() + digits.size() || number == 0 ||
      number > most_own_charts)
    return std::nullopt;
  return chart_id{static_cast<std::uint32_t>(chart_id::first_own) + number - 1};
}

}  // namespace perfdata::monitor
