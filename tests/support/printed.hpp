// What code writes to a FILE*, as text.
#pragma once

#include <cstdio>
#include <string>
#include <tests/support/scratch_folder.hpp>

namespace perfdata::test {

/// What print(FILE*) wrote.
template <class Print>
std::string printed(Print print) {
  const scratch_folder folder;
  std::FILE* const out = std::fopen(std::string(folder / "out").c_str(), "wb");
  print(out);
  std::fclose(out);
  return read_text(folder / "out");
}

}  // namespace perfdata::test
