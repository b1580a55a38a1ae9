#include "monitor/gui/panels/browser_tree.hpp"

namespace perfdata::monitor {
namespace {

constexpr std::size_t few_counters = 40;  // found: their objects are opened at once
constexpr std::size_t very_few_counters = 2;
const std::string all_instances_label = "all instances, also future ones";
const std::string no_name_label = "(no name)";

/// A name as a path spells it: what no table knows is listed as "#index" and asked for by its index.
std::string spelt(const std::string& name, std::uint32_t index) {
  return name.empty() || name.starts_with('#') ? std::to_string(index) : name;
}

/// "svchost#3" is the fourth of that name; a name with a # of its own is not.
void set_instance(counter_path& path, const std::string& display) {
  const auto hash = display.rfind('#');
  const auto number = hash == std::string::npos ? std::nullopt : to_number(display.substr(hash + 1));
  path.instance = number ? display.substr(0, hash) : display;
  path.index = number;
}

}  // namespace

void browser_tree::show(const std::shared_ptr<const catalog>& listed, std::string_view filter,
                        const std::shared_ptr<const catalog>& translated) {
  const auto& shown = translated ? translated : listed;
  if (!search_ || search_->source() != shown) {
    search_.emplace(shown);
    stale_ = true;
  }
  spelt_ = listed;
  const bool new_filter = filter_ != filter;
  if (!stale_ && !new_filter) return;
  filter_ = filter;
  const auto found = search_->find(filter_);
  if (new_filter) {
    opened_filtered_.clear();
    if (!filter_.empty()) open_what_is_little(found);
  }
  list(found);
  stale_ = false;
}

void browser_tree::open_what_is_little(std::span<const found_object> found) {
  std::size_t counters = 0;
  for (const auto& object : found) counters += object.counters.size();
  if (counters > few_counters) return;
  for (const auto& object : found) {
    const auto index = listed().objects[object.object].title_index;
    opened_filtered_.insert({index, 0});
    if (counters <= very_few_counters)
      for (const auto& counter : object.counters)
        opened_filtered_.insert(
            {index, listed().objects[object.object].counters[counter.counter].title_index});
  }
}

void browser_tree::list(std::span<const found_object> found) {
  rows_.clear();
  for (const auto& object : found) {
    browser_row row{.object = static_cast<std::uint32_t>(object.object)};
    rows_.push_back(row);
    if (!is_open(row)) continue;
    for (const auto& counter : object.counters) {
      row.is = browser_row::kind::counter;
      row.counter = static_cast<std::uint32_t>(counter.counter);
      rows_.push_back(row);
      if (!has_children(row) || !is_open(row)) continue;
      row.is = browser_row::kind::all_instances;
      rows_.push_back(row);
      row.is = browser_row::kind::instance;
      for (const auto instance : search_->instances_of(object, counter)) {
        row.instance = instance;
        rows_.push_back(row);
      }
      row.instance = 0;
    }
  }
}

bool browser_tree::has_children(const browser_row& row) const noexcept {
  return row.is == browser_row::kind::object ||
         (row.is == browser_row::kind::counter && listed().objects[row.object].has_instances);
}

browser_tree::key browser_tree::key_of(const browser_row& row) const noexcept {
  const auto& object = listed().objects[row.object];
  if (row.is == browser_row::kind::object) return {object.title_index, 0};
  return {object.title_index, object.counters[row.counter].title_index};
}

bool browser_tree::is_open(const browser_row& row) const noexcept {
  return (filter_.empty() ? opened_ : opened_filtered_).contains(key_of(row));
}

void browser_tree::toggle(const browser_row& row) {
  auto& opened = filter_.empty() ? opened_ : opened_filtered_;
  if (const auto [entry, is_new] = opened.insert(key_of(row)); !is_new) opened.erase(entry);
  stale_ = true;
}

counter_path browser_tree::path_of(const browser_row& row) const {
  const auto& object = spelt_->objects[row.object];
  const auto& counter = object.counters[row.counter];
  counter_path path{.object = spelt(object.name, object.title_index),
                    .counter = spelt(counter.name, counter.title_index)};
  if (row.is == browser_row::kind::all_instances) path.instance = "*";
  if (row.is == browser_row::kind::instance) set_instance(path, object.instances[row.instance]);
  return path;
}

const std::string& browser_tree::label_of(const browser_row& row) const noexcept {
  const auto& object = listed().objects[row.object];
  switch (row.is) {
    case browser_row::kind::object: return object.name;
    case browser_row::kind::counter: return object.counters[row.counter].name;
    case browser_row::kind::all_instances: return all_instances_label;
    case browser_row::kind::instance: break;
  }
  const auto& name = object.instances[row.instance];
  return name.empty() ? no_name_label : name;
}

const std::string& browser_tree::help_of(const browser_row& row) const noexcept {
  const auto& object = listed().objects[row.object];
  return row.is == browser_row::kind::object ? object.help : object.counters[row.counter].help;
}

}  // namespace perfdata::monitor
