#include <algorithm>
#include <cstring>
#include <fmt/format.h>

#include <perfdata/collect/instance_names.hpp>
#include <perfdata/names/process_titles.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/recording/block_columns.hpp>
#include <perfdata/sample/take_sample.hpp>
#include <perfdata/wire/value_number.hpp>

namespace perfdata {
namespace {

// Tells the processes apart that one name stands for, one after the other.
class process_owner {
 public:
  explicit process_owner(const object_type& object)
      : id_(object.find_counter(title::id_process)), start_(object.find_counter(title::elapsed_time)) {}

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
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

// A counter of the block at hand, its definition read once for all instances.
class wanted_counter {
 public:
  wanted_counter(const sample_clocks& clocks, const counter_definition& counter) noexcept
      : blank_{.type = counter.type(), .size = counter.size(), .clocks = clocks},
        offset_(counter.offset()),
        is_multi_(is_multi(counter.type())) {
    if (const auto base = counter.base()) {
      base_offset_ = base->offset();
      blank_.base_size = base->size();
      has_base_ = true;
    }
  }

  void sample(byte_view values, counter_sample& out) const noexcept {
    out = blank_;
    out.value = number(values, offset_, blank_.size);
    if (has_base_) out.base = number(values, base_offset_, blank_.base_size);
    if (is_multi_)
      if (const auto multiplier = number(values, offset_ + std::uint64_t{blank_.size}, 4))
        out.multiplier = static_cast<std::uint32_t>(*multiplier);
  }

 private:
  static std::optional<std::uint64_t> number(byte_view values, std::uint64_t offset,
                                             std::uint32_t size) noexcept {
    if (!fits(offset, size, values.size())) return std::nullopt;
    return wire::value_number(values.subspan(offset, size));
  }

  counter_sample blank_;
  std::uint32_t offset_;
  std::uint32_t base_offset_ = 0;
  bool has_base_ = false;
  bool is_multi_;
};

}  // namespace

bool block_columns::is_meant(const object_type& object, const counter_definition& counter,
                             const counter_path& path, std::uint32_t occurrence) const {
  return selection_.paths.empty() || std::ranges::any_of(selection_.paths, [&](const counter_path& one) {
           return matches_counter({.counter = one.object}, object.title_index(), path.object) &&
                  matches_counter(one, counter.title_index(), path.counter) &&
                  (!path.instance || matches_instance(one, *path.instance, occurrence));
         });
}

void block_columns::learn_counters(shape_of_object& shape, const object_type& object,
                                   const title_table& names) const {
  shape = {};
  const byte_view definitions = definitions_of(object);
  shape.definitions.assign(definitions.begin(), definitions.end());
  counter_path path{.object = name_or_index(names, object.title_index())};
  for (const counter_definition counter : object.counters()) {
    if (counter.is_base()) continue;
    path.counter = name_or_index(names, counter.title_index());
    const bool is_wanted =
        selection_.paths.empty() || std::ranges::any_of(selection_.paths, [&](const auto& one) {
          return matches_counter({.counter = one.object}, object.title_index(), path.object) &&
                 matches_counter(one, counter.title_index(), path.counter);
        });
    if (is_wanted) shape.counters.push_back(counter.position());
  }
}

// The columns of an instance that was not there before.
std::size_t block_columns::add_row(shape_of_object& shape, const object_type& object,
                                   const title_table& names, counter_path path, std::uint32_t occurrence) {
  const std::size_t row = shape.owners.size();
  shape.owners.push_back(0);
  auto next = shape.counters.begin();
  for (const counter_definition counter : object.counters()) {
    if (next == shape.counters.end()) break;
    if (*next != counter.position()) continue;
    ++next;
    path.counter = name_or_index(names, counter.title_index());
    std::optional<std::uint32_t> column;
    const bool is_wanted = is_meant(object, counter, path, occurrence);
    if (is_wanted) column = columns_.find_or_add({path.to_string(), counter.type(), counter.default_scale()});
    if (is_wanted && !column) ++shape.without_column;
    shape.columns.push_back(column.value_or(not_wanted));
  }
  return row;
}

// One text for each instance; the texts of columns are made for new ones only.
void block_columns::learn_instances(shape_of_object& shape, const data_block& block,
                                    const object_type& object, const title_table& names) {
  shape.instances.clear();
  counter_path path{.machine = to_utf8(block.system_name()),
                    .object = name_or_index(names, object.title_index())};
  instance_namer namer(block);
  const auto called = namer.names_of(object);
  std::size_t position = 0;
  for (const instance_definition instance : object.instances()) {
    const auto& name = called[position++];
    if (object.has_instances()) {
      path.instance = name.text;
      path.index = name.occurrence == 0 ? std::nullopt : std::optional(name.occurrence);
    }
    auto known = shape.rows.find(name.display());
    if (known == shape.rows.end()) {
      const auto row = add_row(shape, object, names, path, name.occurrence);
      known = shape.rows.emplace(name.display(), row).first;
    }
    const byte_view bytes = instance.name_bytes();
    shape.instances.push_back({.name = {bytes.begin(), bytes.end()},
                               .parent_object = instance.parent_object(),
                               .parent_instance = instance.parent_instance(),
                               .unique_id = instance.unique_id(),
                               .row = known->second});
  }
}

bool block_columns::has_same_instances(const shape_of_object& shape, const object_type& object) {
  if (shape.instances.size() != object.instances().size()) return false;
  auto known = shape.instances.begin();
  for (const instance_definition instance : object.instances()) {
    if (!same_bytes(known->name, instance.name_bytes()) || known->parent_object != instance.parent_object() ||
        known->parent_instance != instance.parent_instance() || known->unique_id != instance.unique_id())
      return false;
    ++known;
  }
  return true;
}

void block_columns::read_values(shape_of_object& shape, const data_block& block, const object_type& object,
                                log_sample& sample) {
  const sample_clocks clocks = clocks_of(block, object);
  std::vector<wanted_counter> counters;
  counters.reserve(shape.counters.size());
  auto next = shape.counters.begin();
  for (const counter_definition counter : object.counters()) {
    if (next == shape.counters.end()) break;
    if (*next != counter.position()) continue;
    counters.emplace_back(clocks, counter);
    ++next;
  }

  const process_owner owners(object);
  auto known = shape.instances.begin();
  for (const instance_definition instance : object.instances()) {
    const std::size_t row = (known++)->row;
    const auto owner = owners.of(instance);
    const bool is_fresh = std::exchange(shape.owners[row], owner) != owner;
    auto column = shape.columns.begin() + static_cast<std::ptrdiff_t>(row * counters.size());
    for (const wanted_counter& counter : counters) {
      const auto here = *column++;
      if (here == not_wanted) continue;
      if (is_fresh) sample.fresh.push_back(here);
      counter.sample(instance.counter_block(), sample.raw[here]);
    }
  }
}

std::size_t block_columns::take(const data_block& block, const title_table& names, log_sample& sample) {
  if (shapes_.size() > most_objects) shapes_.clear();
  std::size_t without_column = 0;
  key which;
  for (const std::byte b : block.system_name().bytes()) which.first += std::to_integer<char>(b);

  for (const object_type object : block.objects()) {
    which.second = object.title_index();
    shape_of_object& shape = shapes_[which];
    const bool has_same_counters = same_bytes(shape.definitions, definitions_of(object));
    if (!has_same_counters || shape.rows.size() > most_rows) learn_counters(shape, object, names);
    if (!has_same_instances(shape, object)) learn_instances(shape, block, object, names);
    without_column += shape.without_column;
    if (sample.raw.size() < columns_.size()) sample.raw.resize(columns_.size());
    read_values(shape, block, object, sample);
  }
  return without_column;
}

}  // namespace perfdata
