#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <zstd.h>

#include <perfdata/recording/recording_codec.hpp>
#include <perfdata/recording/recording_format.hpp>

namespace perfdata {
namespace {

// zstd's fastest ordinary level; what it lacks for large references is a table that can hold them.
constexpr int level = 1;
constexpr int hash_log_for_references = 18;
constexpr std::size_t small_enough_for_the_level = std::size_t{64} << 10U;

// A zstd block of 4 bytes can stand for 128 KiB and for no more.
constexpr std::size_t most_expansion = 32768;

int window_log(std::size_t reach) {
  return std::clamp(static_cast<int>(std::bit_width(reach)), 10, 28);
}

error compression_failed(std::size_t code) {
  return {.code = errc::system_failure,
          .message = fmt::format("cannot compress a block: {}", ZSTD_getErrorName(code))};
}

error damaged(std::string_view why) {
  return {.code = errc::malformed_data,
          .message = fmt::format("a compressed block cannot be decoded: {}", why)};
}

}  // namespace

struct block_compressor::state {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  state() = default;
  state(const state&) = delete;
  state& operator=(const state&) = delete;
  ~state() { ZSTD_freeCCtx(context); }
};

block_compressor::block_compressor() : state_(std::make_unique<state>()) {}
block_compressor::~block_compressor() = default;

result<void> block_compressor::compress(byte_view block, byte_view reference, byte_buffer& out) {
  if (block.size() > recorded_block_ceiling)
    return failure({.code = errc::too_large,
                    .message = fmt::format("a block of {} bytes is larger than a recording's, {}",
                                           block.size(), recorded_block_ceiling)});
  ZSTD_CCtx* const context = state_->context;
  if (context == nullptr) return failure({.code = errc::system_failure, .message = "no memory for zstd"});
  const std::size_t reach = block.size() + reference.size();
  ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log(reach));
  if (reach > small_enough_for_the_level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, hash_log_for_references);
  if (!reference.empty()) ZSTD_CCtx_refPrefix(context, reference.data(), reference.size());
  const std::size_t before = out.size();
  out.resize(before + ZSTD_compressBound(block.size()));
  const std::size_t size =
      ZSTD_compress2(context, out.data() + before, out.size() - before, block.data(), block.size());
  if (ZSTD_isError(size) != 0) {
    out.resize(before);
    return failure(compression_failed(size));
  }
  out.resize(before + size);
  return {};
}

struct block_decompressor::state {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  state() = default;
  state(const state&) = delete;
  state& operator=(const state&) = delete;
  ~state() { ZSTD_freeDCtx(context); }
};

block_decompressor::block_decompressor() : state_(std::make_unique<state>()) {}
block_decompressor::~block_decompressor() = default;

result<void> block_decompressor::decompress(byte_view frame, byte_view reference, byte_buffer& block) {
  ZSTD_DCtx* const context = state_->context;
  if (context == nullptr) return failure({.code = errc::system_failure, .message = "no memory for zstd"});
  const auto stated = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (stated == ZSTD_CONTENTSIZE_ERROR || stated == ZSTD_CONTENTSIZE_UNKNOWN)
    return failure(damaged("it does not state its size"));
  if (stated > recorded_block_ceiling || stated / most_expansion > frame.size())
    return failure(damaged("it states too large a size"));
  block.resize(static_cast<std::size_t>(stated));
  ZSTD_DCtx_reset(context, ZSTD_reset_session_and_parameters);
  if (!reference.empty()) ZSTD_DCtx_refPrefix(context, reference.data(), reference.size());
  const std::size_t size =
      ZSTD_decompressDCtx(context, block.data(), block.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) != 0) return failure(damaged(ZSTD_getErrorName(size)));
  if (size != block.size()) return failure(damaged("it is shorter than it states"));
  return {};
}

}  // namespace perfdata
