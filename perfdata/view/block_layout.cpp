#include <algorithm>
#include <cstring>

#include <perfdata/view/block_layout.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::size_t clock_begin = offsetof(wire::perf_object_type, perf_time);
constexpr std::size_t clock_end = sizeof(wire::perf_object_type);

std::uint64_t word_at(const std::byte* from) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

template <std::size_t Words>
bool equal_words(const std::byte* a, const std::byte* b) noexcept {
  std::uint64_t different = 0;
  for (std::size_t i = 0; i < Words; ++i) different |= word_at(a + 8 * i) ^ word_at(b + 8 * i);
  return different == 0;
}

// memcmp's call costs more than the few words that an instance has: 24 bytes and a short name.
bool equal_bytes(const std::byte* a, const std::byte* b, std::size_t size) noexcept {
  if (size < 32 || size > 64) return size == 0 || std::memcmp(a, b, size) == 0;
  return equal_words<4>(a, b) && equal_words<4>(a + size - 32, b + size - 32);  // which may overlap
}

std::uint32_t u32_at(byte_view bytes, std::size_t offset) noexcept {
  return wire::overlay<wire::u32>(bytes.subspan(offset)).value();
}

bool same_bytes(byte_view a, byte_view b) noexcept {
  return std::memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

bool object_layout::matches(byte_view object) const noexcept {
  if (size_ == 0 || object.size() < size_) return false;
  const byte_view known(definitions_);
  return same_bytes(known.first(clock_begin), object.first(clock_begin)) &&
         same_bytes(known.subspan(clock_end), object.subspan(clock_end, known.size() - clock_end)) &&
         same_instances(object.first(size_));
}

// Every place that is looked at follows from lengths that were proved when they were learned, and that are
// compared before they are used.
bool object_layout::same_instances(byte_view object) const noexcept {
  const std::byte* now = object.data() + definitions_.size();
  const std::byte* known = identities_.data();
  const std::byte* const known_end = known + identities_.size();
  if (stride_.definition != 0) {
    const std::size_t last = identities_.size() - std::size_t{instances_ - 1} * stride_.definition;
    const bool same = stride_.definition == 32
                          ? same_alike(now, equal_words<4>)
                          : same_alike(now, [size = std::size_t{stride_.definition}](
                                                const std::byte* a, const std::byte* b) noexcept {
                              return equal_bytes(a, b, size);
                            });
    now += std::size_t{instances_ - 1} * (std::size_t{stride_.definition} + stride_.block);
    return same && equal_bytes(now, known_end - last, last) && u32_at({now + last, 4}, 0) == blocks_.front();
  }
  for (const std::uint32_t block : blocks_) {
    const std::uint32_t definition = known == known_end ? 0 : u32_at({known, 4}, 0);
    const bool same = definition == 32 ? equal_words<4>(now, known) : equal_bytes(now, known, definition);
    if (!same || u32_at({now + definition, 4}, 0) != block) return false;
    known += definition;
    now += definition + block;
  }
  return true;
}

// All instances but the last.
template <class Equal>
bool object_layout::same_alike(const std::byte* now, Equal equal) const noexcept {
  const std::size_t definition = stride_.definition;
  const std::uint32_t block = stride_.block;
  const std::byte* known = identities_.data();
  for (std::uint32_t left = instances_; left > 1; --left) {
    __builtin_prefetch(now + 1024);  // far enough to arrive in time; harmless behind the end
    if (!equal(now, known) || u32_at({now + definition, 4}, 0) != block) return false;
    known += definition;
    now += definition + block;
  }
  return true;
}

void object_layout::learn(const object_type& object) {
  const byte_view bytes = object.bytes();
  size_ = static_cast<std::uint32_t>(bytes.size());
  instances_ = object.instances().size();
  stride_ = object.stride();
  plain_ = object.plain_;
  const byte_view definitions = bytes.first(object.record().definition_length.value());
  definitions_.assign(definitions.begin(), definitions.end());
  identities_.clear();
  blocks_.clear();
  std::size_t at = definitions.size();
  for (std::uint32_t i = 0; i < instances_; ++i) {
    const std::uint32_t definition = object.has_instances() ? u32_at(bytes, at) : 0;
    const byte_view identity = bytes.subspan(at, definition);
    identities_.insert(identities_.end(), identity.begin(), identity.end());
    const std::uint32_t block = u32_at(bytes, at + definition);
    if (stride_.definition == 0 || i + 1 == instances_) blocks_.push_back(block);
    at += definition + block;
  }
}

}  // namespace perfdata
