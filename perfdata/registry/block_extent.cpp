#include <algorithm>
#include <array>

#include <perfdata/registry/block_extent.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::array little_endian_signature{std::byte{'P'}, std::byte{0}, std::byte{'E'}, std::byte{0},
                                             std::byte{'R'}, std::byte{0}, std::byte{'F'}, std::byte{0}};
constexpr std::array big_endian_signature{std::byte{0}, std::byte{'P'}, std::byte{0}, std::byte{'E'},
                                          std::byte{0}, std::byte{'R'}, std::byte{0}, std::byte{'F'}};

bool starts_with(byte_view bytes, byte_view prefix) noexcept {
  return bytes.size() >= prefix.size() && std::ranges::equal(bytes.first(prefix.size()), prefix);
}

const wire::perf_data_block* header_of(byte_view bytes) noexcept {
  const bool readable =
      bytes.size() >= sizeof(wire::perf_data_block) && starts_with(bytes, little_endian_signature);
  return readable ? &wire::overlay<wire::perf_data_block>(bytes) : nullptr;
}

}  // namespace

bool is_data_block(byte_view bytes) noexcept {
  return starts_with(bytes, little_endian_signature) || starts_with(bytes, big_endian_signature);
}

bool holds_whole_block(byte_view bytes) noexcept {
  const auto* block = header_of(bytes);
  if (block == nullptr) return false;
  std::size_t offset = block->header_length.value();
  for (std::uint32_t left = block->num_object_types.value(); left > 0; --left) {
    if (!fits(offset, sizeof(wire::perf_object_type), bytes.size())) return false;
    const std::size_t length =
        wire::overlay<wire::perf_object_type>(bytes.subspan(offset)).total_byte_length.value();
    if (length < sizeof(wire::perf_object_type) || !fits(offset, length, bytes.size())) return false;
    offset += length;
  }
  return fits(offset, 0, bytes.size());
}

std::uint64_t stated_block_size(byte_view bytes) noexcept {
  const auto* block = header_of(bytes);
  if (block == nullptr) return 0;
  return std::uint64_t{block->total_byte_length.value()} + block->header_length.value();
}

}  // namespace perfdata
