#include <algorithm>
#include <fmt/format.h>
#include <tests/support/part_comparison.hpp>
#include <tests/support/tile_comparison.hpp>
#include <vector>

namespace perfdata::test {
namespace {

// One object, whole or put together from its parts.
struct object_content {
  std::uint32_t offset = 0;
  std::uint64_t sum = 0;                 // of what for_each_value tells
  std::vector<std::uint64_t> records{};  // places and values
  friend bool operator==(const object_content&, const object_content&) = default;
};

class content_reader {
 public:
  explicit content_reader(byte_view block) noexcept : block_(block) {}

  void add(const object_type& part) {
    if (objects.empty() || objects.back().offset != part.offset()) begin(part);
    auto& object = objects.back();
    for (const auto instance : part.instances()) {
      object.records.push_back(place_of(instance.name_bytes()));
      object.records.push_back(instance.name_bytes().size());
      for (const auto counter : part.counters())
        object.records.push_back(instance.value(counter).value_or(0xDEAD'BEEF'DEAD'BEEF));
    }
    part.for_each_value([&object](const auto&, const auto&, std::uint64_t value) { object.sum += value; });
    if (difference.empty()) difference = tile_difference(part);
  }

  std::vector<object_content> objects{};
  std::string difference{};

 private:
  void begin(const object_type& part) {
    objects.push_back({.offset = part.offset()});
    for (const auto counter : part.counters())
      objects.back().records.push_back(place_of(std::as_bytes(std::span(&counter.record(), 1))));
  }
  [[nodiscard]] std::uint64_t place_of(byte_view bytes) const noexcept {
    return bytes.empty() ? 0 : static_cast<std::uint64_t>(bytes.data() - block_.data());
  }

  byte_view block_;
};

std::string finding_difference(const data_block& whole, const data_block& read) {
  if (whole.extent() != read.extent())
    return fmt::format("ends at {}, not {}", read.extent(), whole.extent());
  if (whole.defects_omitted() != read.defects_omitted()) return "another number of defects is omitted";
  if (!std::ranges::equal(whole.defects(), read.defects(), {}, &defect::message, &defect::message))
    return "other defects";
  return {};
}

std::string content_difference(const content_reader& whole, const content_reader& read) {
  const auto [in_whole, in_read] = std::ranges::mismatch(whole.objects, read.objects);
  if (in_whole == whole.objects.end() && in_read == read.objects.end()) return read.difference;
  return fmt::format("object {} differs", in_whole - whole.objects.begin());
}

}  // namespace

std::string part_difference(byte_view bytes, const part_reading& how) {
  const auto whole = data_block::parse(bytes);
  auto reader = how.layout != nullptr ? block_reader::open(bytes, *how.layout, how.part_bytes)
                                      : block_reader::open(bytes, how.part_bytes);
  if (whole.has_value() != reader.has_value()) return "is read or not, but was not parsed or was";
  if (!whole) return whole.error().message == reader.error().message ? "" : reader.error().message;
  content_reader in_whole(whole->bytes());
  for (const auto object : whole->objects()) in_whole.add(object);
  content_reader in_parts(reader->block().bytes());
  for (const auto& part : *reader) in_parts.add(part);
  content_reader afterwards(reader->block().bytes());
  for (const auto object : reader->block().objects()) afterwards.add(object);
  if (auto found = finding_difference(*whole, reader->block()); !found.empty()) return found;
  if (auto found = content_difference(in_whole, in_parts); !found.empty()) return "in parts, " + found;
  if (auto found = content_difference(in_whole, afterwards); !found.empty()) return "afterwards, " + found;
  return {};
}

}  // namespace perfdata::test
