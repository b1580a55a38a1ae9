// A log of one counter that is easy to check: at second i its value is i.
#pragma once

#include <fmt/format.h>
#include <string>
#include <tests/support/scratch_folder.hpp>

namespace perfdata::test {

/// Writes \\M\Memory\Available Bytes as PDH-CSV from 2026-01-02T00:00:00Z on, a line a second.
/// @returns the path.
[[nodiscard]] inline std::string counted_seconds(const scratch_folder& folder, int seconds) {
  std::string text = "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\M\\Memory\\Available Bytes\"\r\n";
  for (int i = 0; i < seconds; ++i)
    text += fmt::format("\"01/{:02}/2026 {:02}:{:02}:{:02}.000\",\"{}\"\r\n", 2 + i / 86'400, i / 3600 % 24,
                        i / 60 % 60, i % 60, i);
  write_text(folder / "seconds.csv", text);
  return folder / "seconds.csv";
}

}  // namespace perfdata::test
