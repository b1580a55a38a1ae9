// Keys and values as text and as JSON.
#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/registry/registry_value.hpp>

namespace perfdata::cli {

/// What `registry ls` found.
struct key_listing {
  std::string path{};
  std::vector<std::string> subkeys{};
  std::optional<std::vector<registry_value>> values{};
};

/// Subkeys with a backslash behind them, then values as print_value writes them, one line each, the strings
/// of a list separated by \0 as reg.exe writes it. Control characters become U+FFFD.
void print_listing(std::FILE* out, const key_listing& listing);

/// "NAME    TYPE    DATA" with reg.exe's names of types: text as it is, numbers in hex and decimal, bytes in
/// hex; the strings of a list on lines of their own below. Bytes that do not fit their type are shown in hex,
/// and a note goes to standard error.
void print_value(std::FILE* out, const registry_value& value);

/// {"key", "subkeys", "values"}, the last only when they were asked for.
[[nodiscard]] std::string listing_as_json(const key_listing& listing);

/// {"key", "name", "type", "size", "value"}: a string, a list of strings, an integer, or hex digits.
/// "malformed" says why bytes that do not fit their type are hex digits.
[[nodiscard]] std::string value_as_json(const std::string& key, const registry_value& value);

}  // namespace perfdata::cli
