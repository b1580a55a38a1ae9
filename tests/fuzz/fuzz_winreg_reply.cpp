// Any bytes as a reply of another machine's winreg: data never reach beyond the reply or the capacity
// offered.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>

#include <perfdata/remote/block_extent.hpp>
#include <perfdata/remote/winreg_ndr.hpp>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  (void)winreg::decode_key_reply(bytes);
  (void)holds_whole_block(bytes);
  (void)stated_block_size(bytes);
  for (const std::uint32_t capacity : {0U, 16U, 4096U, winreg::max_value_size}) {
    const auto reply = winreg::decode_value_reply(bytes, capacity);
    if (!reply) continue;
    if (reply->data.size() > capacity || reply->data.size() > bytes.size()) std::abort();
    std::uint64_t sum = 0;
    for (const std::byte b : reply->data) sum += std::to_integer<std::uint64_t>(b);
    if (sum > 255U * reply->data.size()) std::abort();
  }
}
