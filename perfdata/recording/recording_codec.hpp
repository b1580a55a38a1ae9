// Blocks made small and whole again: zstd, with an earlier block of the same stream as its reference.
#pragma once

#include <memory>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// A resource; keeps its working memory from block to block. Not thread-safe.
class block_compressor {
 public:
  block_compressor();
  block_compressor(const block_compressor&) = delete;
  block_compressor& operator=(const block_compressor&) = delete;
  ~block_compressor();

  /// Appends a zstd frame that holds `block` to `out`. `reference`: empty, or bytes that the reader has, too.
  /// About a millisecond a MiB. Errors: errc::too_large beyond recorded_block_ceiling; errc::system_failure
  /// when there is no memory.
  [[nodiscard]] result<void> compress(byte_view block, byte_view reference, byte_buffer& out);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

/// A resource. Not thread-safe.
class block_decompressor {
 public:
  block_decompressor();
  block_decompressor(const block_decompressor&) = delete;
  block_decompressor& operator=(const block_decompressor&) = delete;
  ~block_decompressor();

  /// The one frame in `frame`, whole and with a right checksum; `block` is overwritten.
  /// Errors: errc::malformed_data for anything else, a frame that does not state its size, and one that
  /// states more than recorded_block_ceiling.
  [[nodiscard]] result<void> decompress(byte_view frame, byte_view reference, byte_buffer& block);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace perfdata
