// Not a lesson: how the samples get at the bytes of a file.
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/base/bytes.hpp>

/// The whole file, or nothing when it cannot be opened.
[[nodiscard]] inline std::optional<perfdata::byte_buffer> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  const std::vector<char> chars((std::istreambuf_iterator<char>(file)), {});
  perfdata::byte_buffer bytes(chars.size());
  std::ranges::transform(chars, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}
