#include <algorithm>
#include <fmt/format.h>

#include <perfdata/recording/block_chain.hpp>

namespace perfdata {
namespace {

constexpr std::size_t kept_per_stream = 2;
constexpr std::size_t kept_ceiling = std::size_t{256} << 20U;
constexpr std::size_t longest_chain = 16;  // the writer's are 11 long at most

error broken(const readable_file& file, const found_entry& entry, std::string_view why) {
  return {.code = errc::malformed_data,
          .message =
              fmt::format("\"{}\": the block at {:#x} cannot be read: {}", file.path(), entry.offset, why)};
}

}  // namespace

result<void> block_chain::read(const found_entry& entry, byte_buffer& block) {
  std::vector<found_entry> chain{entry};
  const kept_block* base = kept(entry.header.stream, entry.offset);
  while (base == nullptr && chain.back().header.reference != 0) {
    const found_entry& newest = chain.back();
    if (newest.header.reference > newest.offset || chain.size() == longest_chain)
      return failure(broken(file_, entry, "it builds on something that is no block"));
    const std::uint64_t before = newest.offset - newest.header.reference;
    base = kept(entry.header.stream, before);
    if (base != nullptr) break;
    const auto older = read_entry_at(file_, before);
    if (!older || older->header.kind != entry_kind::block || older->header.stream != entry.header.stream)
      return failure(
          broken(file_, entry, fmt::format("it builds on the one at {:#x}, which is damaged", before)));
    chain.push_back(*older);
  }
  if (base != nullptr && base->offset == entry.offset) {
    block = base->bytes;
    return {};
  }
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    byte_buffer decoded;
    const byte_view reference = base != nullptr ? byte_view(base->bytes) : byte_view{};
    if (auto done = decode(*link, reference, decoded); !done)
      return link->offset == entry.offset ? done
                                          : failure(broken(file_, entry, "it builds on one that is damaged"));
    base = &keep(*link, std::move(decoded));
  }
  block = base->bytes;
  return {};
}

result<void> block_chain::decode(const found_entry& entry, byte_view reference, byte_buffer& block) {
  if (auto read = read_payload(file_, entry, payload_); !read) return read;
  if (entry.header.encoding == entry_encoding::plain) {
    block = payload_;
    return {};
  }
  if (entry.header.encoding != entry_encoding::zstd)
    return failure(broken(file_, entry, "its encoding is not known"));
  auto done = decompressor_.decompress(payload_, reference, block);
  return done ? done : failure(broken(file_, entry, done.error().message));
}

const block_chain::kept_block* block_chain::kept(std::uint16_t stream, std::uint64_t offset) const {
  const auto found = kept_.find(stream);
  if (found == kept_.end()) return nullptr;
  const auto block = std::ranges::find(found->second, offset, &kept_block::offset);
  return block == found->second.end() ? nullptr : &*block;
}

const block_chain::kept_block& block_chain::keep(const found_entry& entry, byte_buffer block) {
  if (kept_bytes_ + block.size() > kept_ceiling) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  auto& blocks = kept_[entry.header.stream];
  if (blocks.size() == kept_per_stream) {
    kept_bytes_ -= blocks.front().bytes.size();
    blocks.erase(blocks.begin());
  }
  kept_bytes_ += block.size();
  blocks.push_back({entry.offset, std::move(block)});
  return blocks.back();
}

}  // namespace perfdata
