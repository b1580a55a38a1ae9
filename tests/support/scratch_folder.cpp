#include "tests/support/scratch_folder.hpp"

#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>

namespace perfdata::test {
namespace {

std::u8string as_u8(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace

scratch_path::operator std::string() const {
  const std::u8string text = u8string();
  return {text.begin(), text.end()};
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

scratch_folder::scratch_folder() {
  std::random_device random;
  constexpr int attempts = 100;
  for (int i = 0; i < attempts; ++i) {
    path_ = std::filesystem::temp_directory_path() / ("perfdata-test-" + std::to_string(random()));
    if (!std::filesystem::create_directory(path_)) continue;  // somebody else's
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    return;
  }
  throw std::runtime_error("no scratch folder");
}

scratch_folder::~scratch_folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

scratch_path scratch_folder::operator/(std::string_view name) const {
  return scratch_path(path_ / as_u8(name));
}

}  // namespace perfdata::test
