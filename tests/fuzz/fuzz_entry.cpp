#include "tests/fuzz/fuzz_target.hpp"

#include <vector>

// The input is copied into an allocation of exactly its size, so that a read beyond it is seen.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  perfdata::byte_buffer bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(data[i]);
  fuzz_one(bytes);
  return 0;
}
