// Walks text that the kernel wrote: lines, and fields between blanks. Nothing is trusted to be there.
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <perfdata/linux/reading.hpp>

namespace perfdata::procfs {

/// The fields of a text, separated by blanks, tabs and line ends. A value; must not outlive the text.
class field_cursor {
 public:
  explicit field_cursor(std::string_view text) noexcept : rest_(text) {}

  /// The next field; empty at the end.
  std::string_view next() noexcept {
    const auto first = rest_.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
      rest_ = {};
      return {};
    }
    rest_.remove_prefix(first);
    const auto field = rest_.substr(0, rest_.find_first_of(blanks));
    rest_.remove_prefix(field.size());
    return field;
  }

  /// The next field as an unsigned decimal number; nothing when it is not one or does not fit 64 bits.
  reading number() noexcept { return parse<std::uint64_t>(next()); }
  std::optional<std::int64_t> signed_number() noexcept { return parse<std::int64_t>(next()); }

  void skip(std::size_t fields) noexcept {
    for (; fields > 0; --fields) next();
  }

  /// What has not been walked yet.
  [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

  /// `field` as a number, whole.
  template <class Number>
  [[nodiscard]] static std::optional<Number> parse(std::string_view field) noexcept {
    Number value = 0;
    const auto parsed = std::from_chars(field.data(), field.data() + field.size(), value);
    if (field.empty() || parsed.ec != std::errc{} || parsed.ptr != field.data() + field.size())
      return std::nullopt;
    return value;
  }

 private:
  static constexpr std::string_view blanks = " \t\r\n";
  std::string_view rest_;
};

/// The lines of a text without their ends. A value; must not outlive the text.
class line_cursor {
 public:
  explicit line_cursor(std::string_view text) noexcept : rest_(text) {}

  /// The next line, which may be empty; nothing at the end. A last line without an end counts.
  std::optional<std::string_view> next() noexcept {
    if (rest_.empty()) return std::nullopt;
    const auto line = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(line.size() < rest_.size() ? line.size() + 1 : line.size());
    return line;
  }

 private:
  std::string_view rest_;
};

}  // namespace perfdata::procfs
