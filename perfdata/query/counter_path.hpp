// \\host\Object(parent/instance#index)\Counter, as PDH writes it.
// https://learn.microsoft.com/windows/win32/perfctrs/specifying-a-counter-path
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <perfdata/base/ascii.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// A value. Every part is UTF-8 as written; `*` matches any run of characters in object, instance and
/// counter; a part that is all digits names a title index. Matching takes no notice of ASCII case.
struct counter_path {
  std::string machine{};  ///< without backslashes; empty: whatever source is asked
  std::string object{};
  std::optional<std::string>
      instance{};  ///< the text between the parentheses without "#index"; "parent/instance" stays whole
  std::optional<std::uint32_t>
      index{};  ///< of `name#index`, 0-based over equal names; none: every or the first one
  std::string counter{};

  /// Parentheses are balanced by depth, so "a(b)" may be an instance. A slash may belong to the instance's
  /// own name
  /// ("/home"), so parent and instance are matched as one text.
  /// Errors: errc::invalid_argument that says what is missing and shows a path that is right.
  [[nodiscard]] static result<counter_path> parse(std::string_view text);

  /// The path as PDH prints it; `#0` is left out.
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] bool has_wildcard() const noexcept;
  friend bool operator==(const counter_path&, const counter_path&) = default;
};

/// Whether one part of a path may match several names.
[[nodiscard]] constexpr bool is_wildcard(std::string_view part) noexcept {
  return part.find('*') != std::string_view::npos;
}

/// Whether `text` matches `pattern`: `*` is any run of characters, ASCII letters match in either case.
/// O(|pattern| * |text|) at worst, no allocation.
[[nodiscard]] bool matches_wildcard(std::string_view pattern, std::string_view text) noexcept;

}  // namespace perfdata
