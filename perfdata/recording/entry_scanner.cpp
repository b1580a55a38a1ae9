#include <algorithm>
#include <fmt/format.h>

#include <perfdata/recording/entry_scanner.hpp>

namespace perfdata {
namespace {

// Large enough to hop through the entries of many hosts with few reads, small against a block.
constexpr std::size_t window_size = std::size_t{128} << 10U;
constexpr std::size_t first_window_size = 4096;

std::optional<found_entry> as_entry(byte_view bytes, std::uint64_t offset, std::uint64_t file_size) {
  if (bytes.size() < entry_header_size) return std::nullopt;
  const auto header = decode_header(bytes.first<entry_header_size>());
  if (!header || !fits(offset + entry_header_size, header->size, file_size)) return std::nullopt;
  return found_entry{offset, *header};
}

}  // namespace

entry_scanner::entry_scanner(const readable_file& file, std::uint64_t from, std::uint64_t limit)
    : file_(file), position_(from), limit_(limit) {}

void entry_scanner::move_to(std::uint64_t offset, std::uint64_t limit) noexcept {
  position_ = offset;
  if (limit > limit_) window_.clear();  // its end may have been the file's
  limit_ = limit;
}

std::optional<found_entry> entry_scanner::next() {
  if (position_ >= limit_) return std::nullopt;
  auto found = entry_at(position_);
  if (!found) {
    found = find_from(position_ + 1);
    if (!found) return std::nullopt;
    damages_.push_back({position_, found->offset});
  }
  position_ = found->end();
  return found;
}

std::optional<found_entry> entry_scanner::entry_at(std::uint64_t offset) {
  return as_entry(window_at(offset, entry_header_size), offset, file_.size());
}

std::optional<found_entry> entry_scanner::find_from(std::uint64_t offset) {
  while (offset < limit_) {
    const byte_view bytes = window_at(offset, entry_header_size);
    if (bytes.size() < entry_header_size) return std::nullopt;
    const std::size_t mark = find_entry_mark(bytes, 0);
    if (mark == bytes.size()) {
      offset += bytes.size() - (entry_mark_size - 1);  // one may stand across the edge
      continue;
    }
    offset += mark;
    if (offset >= limit_) break;
    if (auto entry = entry_at(offset)) return entry;
    ++offset;
  }
  return std::nullopt;
}

byte_view entry_scanner::window_at(std::uint64_t offset, std::size_t wanted) {
  const auto held = [&] {
    return offset >= window_offset_ && fits(offset - window_offset_, wanted, window_.size());
  };
  if (!held()) {
    // Behind a large entry, its neighbour's header is all that is wanted.
    const bool near = offset >= window_offset_ && offset - window_offset_ < 2 * window_size;
    const std::uint64_t size = file_.size();
    const std::uint64_t left = offset < size ? size - offset : 0;
    window_.resize(
        static_cast<std::size_t>(std::min<std::uint64_t>(left, near ? window_size : first_window_size)));
    window_.resize(file_.read_at(offset, window_));
    window_offset_ = offset;
  }
  const auto skipped = std::min<std::uint64_t>(offset - window_offset_, window_.size());
  return byte_view(window_).subspan(static_cast<std::size_t>(skipped));
}

std::optional<found_entry> read_entry_at(const readable_file& file, std::uint64_t offset) {
  entry_header_bytes bytes{};
  if (file.read_at(offset, bytes) != bytes.size()) return std::nullopt;
  return as_entry(bytes, offset, file.size());
}

result<void> read_payload(const readable_file& file, const found_entry& entry, byte_buffer& payload) {
  payload.resize(entry.header.size);
  if (file.read_at(entry.offset + entry_header_size, payload) != payload.size())
    return failure(
        {.code = errc::truncated_data,
         .message = fmt::format("\"{}\": the entry at {:#x} ends early", file.path(), entry.offset)});
  if (crc32c(payload) != entry.header.checksum)
    return failure({.code = errc::malformed_data,
                    .message = fmt::format("\"{}\": the entry at {:#x} is damaged: its checksum is wrong",
                                           file.path(), entry.offset)});
  return {};
}

}  // namespace perfdata
