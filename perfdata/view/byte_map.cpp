#include <algorithm>

#include <perfdata/view/byte_map.hpp>

namespace perfdata {
namespace {

/// Turns claims in ascending order into runs that tile; what lies between two claims gets a label too.
class tiler {
 public:
  explicit tiler(byte_view bytes) : bytes_(bytes) {}

  void set_object(std::uint32_t title_index) { object_ = title_index; }
  void set_instance(std::int32_t position) { instance_ = position; }

  [[nodiscard]] std::size_t offset_of(byte_view part) const {
    return static_cast<std::size_t>(part.data() - bytes_.data());
  }

  /// Everything up to `end` that nobody claimed.
  void fill(std::size_t end, byte_use use, std::uint32_t counter = 0) {
    const std::size_t stop = std::min(end, bytes_.size());
    if (stop <= at_) return;
    labels_.push_back({.offset = static_cast<std::uint32_t>(at_),
                       .length = static_cast<std::uint32_t>(stop - at_),
                       .use = use,
                       .object_index = object_,
                       .counter_index = counter,
                       .instance = instance_});
    at_ = stop;
  }

  void claim(std::size_t offset, std::size_t length, byte_use use, byte_use between,
             std::uint32_t counter = 0) {
    if (length == 0) return;
    fill(offset, between);
    fill(offset + length, use, counter);
  }

  [[nodiscard]] std::vector<byte_label> take() { return std::move(labels_); }

 private:
  byte_view bytes_;
  std::size_t at_ = 0;
  std::uint32_t object_ = 0;
  std::int32_t instance_ = -1;
  std::vector<byte_label> labels_;
};

void map_header(const data_block& block, tiler& tiles) {
  constexpr std::size_t padding_offset = offsetof(wire::perf_data_block, padding);
  tiles.claim(0, padding_offset, byte_use::block_header, byte_use::padding);
  tiles.claim(padding_offset, sizeof(wire::u32), byte_use::padding, byte_use::padding);
  tiles.fill(sizeof(wire::perf_data_block), byte_use::block_header);
  const std::uint32_t offset = block.record().system_name_offset.value();
  const std::uint32_t length = block.record().system_name_length.value();
  if (fits(offset, length, block.header_length()))
    tiles.claim(offset, length, byte_use::system_name, byte_use::padding);
  tiles.fill(block.header_length(), byte_use::padding);
}

void map_definitions(const object_type& object, tiler& tiles) {
  std::size_t at = std::size_t{object.offset()} + object.record().header_length.value();
  for (const counter_definition counter : object.counters()) {
    tiles.claim(at, sizeof(wire::perf_counter_definition), byte_use::counter_definition, byte_use::padding,
                counter.title_index());
    at += counter.stride();
  }
  tiles.fill(std::size_t{object.offset()} + object.record().definition_length.value(), byte_use::padding);
}

struct value_place {
  std::uint64_t offset;
  std::uint32_t size;
  std::uint32_t counter;
  byte_use use;
};

std::vector<value_place> value_places(const object_type& object) {
  std::vector<value_place> places;
  for (const counter_definition counter : object.counters()) {
    places.push_back({counter.offset(), counter.size(), counter.title_index(), byte_use::value});
    if (is_multi(counter.type()))
      places.push_back({std::uint64_t{counter.offset()} + counter.size(), sizeof(wire::u32),
                        counter.title_index(), byte_use::multiplier});
  }
  std::ranges::stable_sort(places, {}, &value_place::offset);
  return places;
}

void map_counter_block(byte_view values, const std::vector<value_place>& places, tiler& tiles) {
  const std::size_t start = tiles.offset_of(values);
  tiles.claim(start, sizeof(wire::perf_counter_block), byte_use::counter_block, byte_use::padding);
  for (const auto& place : places)
    if (fits(place.offset, place.size, values.size()))
      tiles.claim(start + place.offset, place.size, place.use, byte_use::unclaimed, place.counter);
  tiles.fill(start + values.size(), byte_use::unclaimed);
}

void map_instance(const instance_definition& instance, std::size_t at, tiler& tiles) {
  if (!instance.has_definition()) return;
  tiles.claim(at, sizeof(wire::perf_instance_definition), byte_use::instance_definition, byte_use::padding);
  const byte_view name = instance.name_bytes();
  if (!name.empty())
    tiles.claim(tiles.offset_of(name), name.size(), byte_use::instance_name, byte_use::padding);
  tiles.fill(tiles.offset_of(instance.counter_block()), byte_use::padding);
}

void map_object(const object_type& object, tiler& tiles) {
  tiles.set_object(object.title_index());
  tiles.claim(object.offset(), sizeof(wire::perf_object_type), byte_use::object_header, byte_use::padding);
  tiles.fill(std::size_t{object.offset()} + object.record().header_length.value(), byte_use::padding);
  map_definitions(object, tiles);
  const auto places = value_places(object);
  std::size_t at = std::size_t{object.offset()} + object.record().definition_length.value();
  std::int32_t position = 0;
  for (const instance_definition instance : object.instances()) {
    tiles.set_instance(position++);
    map_instance(instance, at, tiles);
    map_counter_block(instance.counter_block(), places, tiles);
    at = tiles.offset_of(instance.counter_block()) + instance.counter_block().size();
  }
  tiles.set_instance(-1);
  tiles.fill(std::size_t{object.offset()} + object.bytes().size(), byte_use::unclaimed);
  tiles.set_object(0);
}

}  // namespace

std::string_view to_string(byte_use use) noexcept {
  switch (use) {
    case byte_use::block_header: return "PERF_DATA_BLOCK";
    case byte_use::system_name: return "system name";
    case byte_use::object_header: return "PERF_OBJECT_TYPE";
    case byte_use::counter_definition: return "PERF_COUNTER_DEFINITION";
    case byte_use::instance_definition: return "PERF_INSTANCE_DEFINITION";
    case byte_use::instance_name: return "instance name";
    case byte_use::counter_block: return "PERF_COUNTER_BLOCK";
    case byte_use::value: return "value";
    case byte_use::multiplier: return "multiplier";
    case byte_use::padding: return "padding";
    case byte_use::unclaimed: return "unclaimed";
    case byte_use::damaged: return "damaged";
    case byte_use::beyond: return "beyond the block";
  }
  return "";
}

std::vector<byte_label> map_bytes(const data_block& block) {
  tiler tiles(block.bytes());
  map_header(block, tiles);
  for (const object_type object : block.objects()) {
    tiles.fill(object.offset(), byte_use::damaged);
    map_object(object, tiles);
  }
  tiles.fill(block.extent(), byte_use::damaged);
  tiles.fill(block.bytes().size(), byte_use::beyond);
  return tiles.take();
}

}  // namespace perfdata
