#include <algorithm>
#include <fmt/format.h>
#include <tests/support/tile_comparison.hpp>
#include <vector>

namespace perfdata::test {
namespace {

bool same_place(byte_view a, byte_view b) noexcept {
  return a.size() == b.size() && (a.empty() || a.data() == b.data());
}

// Compares what for_each tells with the column.
struct column_listener {
  const value_column& column;
  std::uint32_t count = 0;
  std::uint32_t wrong = 0;
  void operator()(std::uint64_t value) {
    if (count >= column.size() || column[count] != value) ++wrong;
    ++count;
  }
};

std::string column_difference(const instance_tile& tile, const counter_definition& counter) {
  const value_column column = tile.column(counter);
  bool all = true;
  for (std::uint32_t i = 0; i < tile.size(); ++i) {
    const auto value = tile[i].value(counter);
    all = all && value.has_value();
    if (!column.empty() && (column[i] != value || column.begin()[i] != value))
      return fmt::format("counter {} of instance {}: {} in its column", counter.position(), tile.first() + i,
                         column[i]);
  }
  if (const auto told = column.for_each(column_listener{column});
      told.count != column.size() || told.wrong != 0)
    return fmt::format("counter {}: for_each tells other values than its column", counter.position());
  if (!column.empty() && column.size() != tile.size()) return "a column is shorter than its tile";
  if (column.empty() && all) return fmt::format("counter {} has values but no column", counter.position());
  return {};
}

// Takes what for_each_value tells, in whatever order, and holds it against what each instance has.
struct value_listener {
  const object_type& object;
  std::vector<const std::byte*> blocks;  // of the instances, ascending
  std::vector<bool> told;                // instances x counters
  std::uint32_t wrong = 0;

  explicit value_listener(const object_type& from) : object(from) {
    for (const auto instance : object.instances()) blocks.push_back(instance.counter_block().data());
    told.resize(blocks.size() * object.counters().size());
  }
  void operator()(const counter_definition& counter, const instance_definition& instance,
                  std::uint64_t value) {
    const auto found = std::ranges::lower_bound(blocks, instance.counter_block().data());
    if (found == blocks.end() || *found != instance.counter_block().data() ||
        counter.position() >= object.counters().size()) {
      ++wrong;
      return;
    }
    const auto place =
        static_cast<std::size_t>(found - blocks.begin()) * object.counters().size() + counter.position();
    if (told[place] || instance.value(counter) != value) ++wrong;
    told[place] = true;
  }
};

std::string value_difference(const object_type& object) {
  value_listener told(object);
  object.for_each_value([&told](const auto& counter, const auto& instance, std::uint64_t value) {
    told(counter, instance, value);
  });
  if (told.wrong != 0) return fmt::format("for_each_value tells {} values otherwise", told.wrong);
  std::size_t place = 0;
  for (const auto instance : object.instances())
    for (const auto counter : object.counters())
      if (told.told[place++] != instance.value(counter).has_value())
        return fmt::format("for_each_value and counter {} disagree whether there is a value",
                           counter.position());
  return {};
}

}  // namespace

std::string tile_difference(const object_type& object) {
  std::uint32_t position = 0;
  auto instance = object.instances().begin();
  for (const auto& tile : object.tiles()) {
    if (tile.first() != position || tile.size() == 0 || tile.size() > instance_tile::capacity)
      return fmt::format("a tile of {} from {} on, behind {} instances", tile.size(), tile.first(), position);
    if (tile.size() > object.instances().size() - position) return "more tiles than instances";
    for (std::uint32_t i = 0; i < tile.size(); ++i, ++instance)
      if (!same_place(tile[i].name_bytes(), (*instance).name_bytes()) ||
          !same_place(tile[i].counter_block(), (*instance).counter_block()))
        return fmt::format("instance {} is elsewhere in its tile", position + i);
    for (const auto counter : object.counters())
      if (auto text = column_difference(tile, counter); !text.empty()) return text;
    position += tile.size();
  }
  if (auto text = value_difference(object); !text.empty()) return text;
  return position == object.instances().size() ? "" : fmt::format("tiles end behind {} instances", position);
}

}  // namespace perfdata::test
