// Real captures beside the checkout. They are never committed, so every test that needs one says so when it
// is absent.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <perfdata/base/bytes.hpp>

namespace perfdata::test {

[[nodiscard]] inline std::filesystem::path shared_data(const std::string& relative) {
  return std::filesystem::path(PERFDATA_SHARED_DATA) / relative;
}

[[nodiscard]] inline byte_buffer read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<char> chars((std::istreambuf_iterator<char>(in)), {});
  byte_buffer bytes(chars.size());
  std::transform(chars.begin(), chars.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

/// Every file with this ending below a folder of the captures, sorted; empty when they are not here.
[[nodiscard]] inline std::vector<std::filesystem::path> captures(const std::string& folder,
                                                                 const std::string& ending) {
  std::vector<std::filesystem::path> files;
  std::error_code absent;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_data(folder), absent))
    if (entry.path().extension() == ending) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace perfdata::test
