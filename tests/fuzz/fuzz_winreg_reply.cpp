// Any bytes as a reply of another machine's winreg: data never reach beyond the reply or the capacity
// offered.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>

#include <perfdata/registry/block_extent.hpp>
#include <perfdata/registry/registry_value.hpp>
#include <perfdata/remote/winreg/winreg_key_ndr.hpp>

using namespace perfdata;

namespace {

void expect_inside(byte_view part, byte_view whole) {
  if (part.empty()) return;
  if (part.data() < whole.data() || part.data() + part.size() > whole.data() + whole.size()) std::abort();
}

// What a value means is asked of the same bytes.
void decode_as_every_type(byte_view bytes) {
  for (std::uint32_t type = 0; type < 13; ++type)
    (void)registry_value{.type = static_cast<registry_type>(type), .data = {bytes.begin(), bytes.end()}}
        .decode();
}

}  // namespace

void fuzz_one(byte_view bytes) {
  (void)winreg::decode_key_reply(bytes);
  (void)winreg::decode_query_info(bytes);
  if (const auto key = winreg::decode_enum_key(bytes)) expect_inside(key->name, bytes);
  if (bytes.size() < 256) decode_as_every_type(bytes);
  (void)holds_whole_block(bytes);
  (void)stated_block_size(bytes);
  for (const std::uint32_t capacity : {0U, 16U, 4096U, winreg::max_value_size}) {
    if (const auto named = winreg::decode_enum_value(bytes, capacity)) {
      expect_inside(named->name, bytes);
      expect_inside(named->value.data, bytes);
      if (named->value.data.size() > capacity) std::abort();
    }
    const auto reply = winreg::decode_value_reply(bytes, capacity);
    if (!reply) continue;
    if (reply->data.size() > capacity || reply->data.size() > bytes.size()) std::abort();
    std::uint64_t sum = 0;
    for (const std::byte b : reply->data) sum += std::to_integer<std::uint64_t>(b);
    if (sum > 255U * reply->data.size()) std::abort();
  }
}
