// What a stream is connected to.
#pragma once

#include <cstddef>
#include <cstdio>

namespace perfdata::cli {

[[nodiscard]] bool is_terminal(std::FILE* stream);

struct terminal_size {
  std::size_t lines = 24;
  std::size_t columns = 80;
};

/// The size of the terminal at this moment; 24 x 80 when it does not say.
[[nodiscard]] terminal_size size_of_terminal(std::FILE* stream);

}  // namespace perfdata::cli
