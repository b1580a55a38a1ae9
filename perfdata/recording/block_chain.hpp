// Decodes blocks that build on earlier blocks of their stream.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/entry_scanner.hpp>
#include <perfdata/recording/recording_codec.hpp>

namespace perfdata {

/// A resource. The file must outlive it. Not thread-safe. Keeps the last two blocks of each stream, and 256
/// MiB at most.
class block_chain {
 public:
  explicit block_chain(const readable_file& file) : file_(file) {}

  /// The block of `entry`; `block` is overwritten. Errors: errc::malformed_data and errc::truncated_data as
  /// read_payload and block_decompressor::decompress; errc::malformed_data when what it builds on is no block
  /// of its stream.
  [[nodiscard]] result<void> read(const found_entry& entry, byte_buffer& block);

 private:
  struct kept_block {
    std::uint64_t offset = 0;
    byte_buffer bytes{};
  };

  [[nodiscard]] result<void> decode(const found_entry& entry, byte_view reference, byte_buffer& block);
  [[nodiscard]] const kept_block* kept(std::uint16_t stream, std::uint64_t offset) const;
  const kept_block& keep(const found_entry& entry, byte_buffer block);

  const readable_file& file_;
  block_decompressor decompressor_;
  byte_buffer payload_;
  std::map<std::uint16_t, std::vector<kept_block>> kept_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace perfdata
