#include <algorithm>
#include <fmt/format.h>

#include <perfdata/collect/instance_names.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/recording/block_columns.hpp>
#include <perfdata/sample/take_sample.hpp>

namespace perfdata {
namespace {

// Title indexes of Windows' own table (the same on every Windows).
constexpr std::uint32_t id_process = 784;
constexpr std::uint32_t elapsed_time = 684;

// Tells the processes apart that one name stands for, one after the other.
class process_owner {
 public:
  explicit process_owner(const object_type& object)
      : id_(object.find_counter(id_process)), start_(object.find_counter(elapsed_time)) {}

  [[nodiscard]] std::uint64_t of(const instance_definition& instance) const noexcept {
    const auto process = id_ ? instance.value(*id_).value_or(0) : 0;
    if (process == 0) return 0;
    const auto start = start_ ? instance.value(*start_).value_or(0) : 0;
    return start ^ (process << 40U);
  }

 private:
  std::optional<counter_definition> id_;
  std::optional<counter_definition> start_;
};

byte_view definitions_of(const object_type& object) {
  return object.bytes()
      .first(object.record().definition_length.value())
      .subspan(object.record().header_length.value());
}

std::string name_or_index(const title_table& names, std::uint32_t index) {
  std::string_view name = names.find(index);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return name.empty() ? fmt::to_string(index) : std::string(name);
}

bool same_bytes(byte_view a, byte_view b) noexcept {
  return std::ranges::equal(a, b);
}

// A counter with its base, as they lie in the block at hand.
struct wanted_counter {
  counter_definition definition;
  std::optional<counter_definition> base;
};

counter_sample sample_of(const sample_clocks& clocks, const instance_definition& instance,
                         const wanted_counter& counter) noexcept {
  counter_sample sample{.type = counter.definition.type(),
                        .size = counter.definition.size(),
                        .value = instance.value(counter.definition),
                        .clocks = clocks};
  if (counter.base) {
    sample.base = instance.value(*counter.base);
    sample.base_size = counter.base->size();
  }
  if (is_multi(sample.type)) sample.multiplier = instance.multiplier(counter.definition);
  return sample;
}

}  // namespace

// The slow way: texts of every instance and counter, and the columns they belong to.
void block_columns::learn(shape_of_object& shape, const data_block& block, const object_type& object,
                          const title_table& names) {
  shape = {};
  const byte_view definitions = definitions_of(object);
  shape.definitions.assign(definitions.begin(), definitions.end());
  counter_path path{.machine = to_utf8(block.system_name()),
                    .object = name_or_index(names, object.title_index())};

  std::vector<const counter_path*> meant;
  for (const auto& one : selection_.paths)
    if (matches_counter({.counter = one.object}, object.title_index(), path.object)) meant.push_back(&one);
  const bool all = selection_.paths.empty();

  std::vector<counter_definition> counters;
  for (const counter_definition counter : object.counters()) {
    if (counter.is_base()) continue;
    const auto name = name_or_index(names, counter.title_index());
    const bool wanted = all || std::ranges::any_of(meant, [&](const counter_path* one) {
                          return matches_counter(*one, counter.title_index(), name);
                        });
    if (!wanted) continue;
    shape.counters.push_back(counter.position());
    counters.push_back(counter);
  }

  instance_namer namer(block);
  const auto called = namer.names_of(object);
  std::size_t position = 0;
  for (const instance_definition instance : object.instances()) {
    const auto& name = called[position++];
    const byte_view bytes = instance.name_bytes();
    shape.instances.push_back({.name = {bytes.begin(), bytes.end()},
                               .parent_object = instance.parent_object(),
                               .parent_instance = instance.parent_instance(),
                               .unique_id = instance.unique_id()});
    if (object.has_instances()) {
      path.instance = name.text;
      path.index = name.occurrence == 0 ? std::nullopt : std::optional(name.occurrence);
    }
    for (const counter_definition& counter : counters) {
      path.counter = name_or_index(names, counter.title_index());
      const bool wanted =
          all || std::ranges::any_of(meant, [&](const counter_path* one) {
            return matches_counter(*one, counter.title_index(), path.counter) &&
                   (!object.has_instances() || matches_instance(*one, name.text, name.occurrence));
          });
      std::optional<std::uint32_t> column;
      if (wanted) column = columns_.find_or_add({path.to_string(), counter.type(), counter.default_scale()});
      if (wanted && !column) ++shape.without_column;
      shape.columns.push_back(column.value_or(not_wanted));
    }
  }
}

bool block_columns::looks_as_before(const shape_of_object& shape, const object_type& object) const {
  if (shape.instances.size() != object.instances().size() ||
      !same_bytes(shape.definitions, definitions_of(object)))
    return false;
  auto known = shape.instances.begin();
  for (const instance_definition instance : object.instances()) {
    if (!same_bytes(known->name, instance.name_bytes()) || known->parent_object != instance.parent_object() ||
        known->parent_instance != instance.parent_instance() || known->unique_id != instance.unique_id())
      return false;
    ++known;
  }
  return true;
}

bool block_columns::changes_owner(std::uint32_t column, std::uint64_t owner) {
  if (owners_.size() <= column) owners_.resize(columns_.size());
  return std::exchange(owners_[column], owner) != owner;
}

std::size_t block_columns::take(const data_block& block, const title_table& names, log_sample& sample) {
  if (shapes_.size() > most_objects) shapes_.clear();
  std::size_t without_column = 0;
  key which;
  for (const std::byte b : block.system_name().bytes()) which.first += std::to_integer<char>(b);

  std::vector<wanted_counter> counters;
  for (const object_type object : block.objects()) {
    which.second = object.title_index();
    shape_of_object& shape = shapes_[which];
    if (!looks_as_before(shape, object)) learn(shape, block, object, names);
    without_column += shape.without_column;
    if (sample.raw.size() < columns_.size()) sample.raw.resize(columns_.size());

    counters.clear();
    auto next = shape.counters.begin();
    for (const counter_definition counter : object.counters()) {
      if (next == shape.counters.end()) break;
      if (*next != counter.position()) continue;
      counters.push_back({counter, counter.base()});
      ++next;
    }

    const sample_clocks clocks = clocks_of(block, object);
    const process_owner owners(object);
    auto column = shape.columns.begin();
    for (const instance_definition instance : object.instances()) {
      const auto owner = owners.of(instance);
      for (const wanted_counter& counter : counters) {
        const auto here = *column++;
        if (here == not_wanted) continue;
        if (changes_owner(here, owner)) sample.fresh.push_back(here);
        sample.raw[here] = sample_of(clocks, instance, counter);
      }
    }
  }
  return without_column;
}

}  // namespace perfdata
