#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

#include <perfdata/collect/collection_pool.hpp>
#include <perfdata/collect/collector.hpp>
#include <perfdata/collect/resolved_object.hpp>
#include <perfdata/connection/timeline.hpp>
#include <perfdata/cook/cook.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/sample/take_sample.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

std::chrono::sys_time<hundred_ns> time_of(const data_block& block, counter_source& source) {
  using namespace std::chrono;
  const auto stated = from_filetime(block.perf_time_100ns());
  const bool plausible = stated > sys_days(year(2000) / 1 / 1) && stated < sys_days(year(2200) / 1 / 1);
  if (plausible) return stated;  // Samba counts from another epoch
  const timeline* const moments = source.recorded();
  return moments != nullptr && moments->current() ? *moments->current()
                                                  : floor<hundred_ns>(system_clock::now());
}

// Reads a row's values anew and cooks them with those before.
void sample_row(resolved_row& from, byte_view object, const sample_clocks& clocks, row& to) noexcept {
  if (from.sampled)
    to.older = from.sample;
  else
    to.older.reset();
  counter_sample& now = from.sample;
  now.type = from.type;
  now.size = from.size;
  now.base_size = from.base_size;
  now.value = from.value.read(object);
  now.base = from.base.read(object);
  now.multiplier.reset();
  if (const auto multiplier = from.multiplier.read(object))
    now.multiplier = static_cast<std::uint32_t>(*multiplier);
  now.clocks = clocks;
  from.sampled = true;
  to.newer = now;
  to.cooked = cook(from.info, to.older ? &*to.older : nullptr, to.newer);
}

// A row of a collection and where it comes from.
struct row_source {
  std::uint32_t object;  // position among the block's objects
  std::uint32_t row;     // position in the resolved object
};

std::vector<left_out_rows> left_out_of(const counter_source& source, const source_names& names) {
  std::vector<left_out_rows> rows;
  for (auto& each : source.left_out()) {
    const auto name = names.counters.find(each.title_index);
    rows.push_back({name.empty() ? fmt::format("object {}", each.title_index)
                                 : fmt::format("object {} ({})", each.title_index, name),
                    std::move(each.why)});
  }
  return rows;
}

}  // namespace

struct collector::state {
  counter_source& source;
  source_names names;
  query_plan plan{};
  std::vector<std::uint32_t> wanted{};  // objects of the plan, and parents of their instances; empty for all
  byte_buffer bytes{};
  block_layout layout{};
  collection_pool pool{};
  bool resolve_all = true;                 // nothing that was resolved counts any more
  std::vector<resolved_object> objects{};  // of the block, in its order
  std::vector<row_source> order{};         // of the rows
  std::vector<std::string> unmatched{};
  std::uint64_t serial = 0;

  [[nodiscard]] result<data_block> parse();
  void resolve_what_changed(const data_block& block, const std::vector<object_type>& now);
  void sort_rows();
  void fill(pooled_collection& out, const data_block& block, const std::vector<object_type>& now);

 private:
  [[nodiscard]] result<data_block> parse_wanted();
  [[nodiscard]] bool want_parents(const data_block& block);
  [[nodiscard]] std::optional<std::vector<bool>> find_changes(const std::vector<object_type>& now);
  [[nodiscard]] sample_memory take_memory(const std::vector<bool>& changed);
};

result<data_block> collector::state::parse_wanted() {
  return wanted.empty() ? data_block::parse(byte_view(bytes), layout)
                        : data_block::parse(byte_view(bytes), wanted, layout);
}

// An answer may hold much that nobody asked for. What is read of it are the objects of the paths, and those
// that give their instances the first half of their names: which these are is known when they were seen.
result<data_block> collector::state::parse() {
  auto block = parse_wanted();
  const bool all_known = !resolve_all && layout.unchanged_objects() == layout.size();
  if (!block || wanted.empty() || all_known || !want_parents(*block)) return block;
  resolve_all = true;  // positions are others now
  return parse_wanted();
}

// Whether more objects are wanted than before.
bool collector::state::want_parents(const data_block& block) {
  std::set<std::uint32_t> needed(plan.objects.begin(), plan.objects.end());
  for (const object_type object : block.objects()) {
    if (!std::ranges::binary_search(plan.objects, object.title_index())) continue;
    for (const instance_definition instance : object.instances())
      if (const auto parent = instance.parent_object(); parent != 0) needed.insert(parent);
  }
  if (std::ranges::includes(wanted, needed)) return false;
  wanted.assign(needed.begin(), needed.end());
  return true;
}

// Which objects do not look as they did; nothing when all do. Where damaged objects were skipped, or others
// than before are there, positions mean nothing and all count as changed.
std::optional<std::vector<bool>> collector::state::find_changes(const std::vector<object_type>& now) {
  std::vector<bool> changed(now.size(), true);
  if (resolve_all || layout.size() != now.size() || objects.size() != now.size()) return changed;
  for (std::uint32_t i = 0; i < now.size(); ++i)
    changed[i] = !layout.unchanged(i) || !objects[i].same_holders(now[i].bytes());
  if (std::ranges::find(changed, true) == changed.end()) return std::nullopt;
  for (std::uint32_t i = 0; i < now.size(); ++i)  // a parent's name may be another one now
    if (objects[i].has_parents) changed[i] = true;
  return changed;
}

// The samples of the series that are to be resolved anew, and of those whose objects have gone.
sample_memory collector::state::take_memory(const std::vector<bool>& changed) {
  sample_memory memory;
  for (std::size_t i = 0; i < objects.size(); ++i)
    if (i >= changed.size() || changed[i])
      for (const auto& each : objects[i].rows)
        if (each.sampled) memory.try_emplace(each.key, each.sample);
  return memory;
}

void collector::state::resolve_what_changed(const data_block& block, const std::vector<object_type>& now) {
  const auto changed = find_changes(now);
  if (!changed) return;
  const auto memory = take_memory(*changed);
  objects.resize(now.size());
  object_resolver resolver(block, plan, names, source.machine());
  std::map<std::uint32_t, std::uint32_t> ordinals;  // two objects may carry one index
  for (std::size_t i = 0; i < now.size(); ++i) {
    const std::uint32_t ordinal = ordinals[now[i].title_index()]++;
    if ((*changed)[i]) objects[i] = resolver.resolve(now[i], ordinal, memory, serial);
  }
  sort_rows();
  resolve_all = false;
}

// In the order of the paths, then of the block.
void collector::state::sort_rows() {
  order.clear();
  unmatched.clear();
  std::vector<std::vector<row_source>> by_path(plan.paths.size());
  std::vector<bool> matched(plan.paths.size(), false);
  for (std::uint32_t i = 0; i < objects.size(); ++i) {
    for (const std::uint32_t path : objects[i].matched) matched[path] = true;
    for (std::uint32_t k = 0; k < objects[i].rows.size(); ++k)
      by_path[objects[i].rows[k].path].push_back({i, k});
  }
  for (std::size_t path = 0; path < by_path.size(); ++path) {
    order.insert(order.end(), by_path[path].begin(), by_path[path].end());
    if (!matched[path]) unmatched.push_back(plan.paths[path].path.to_string());
  }
}

void collector::state::fill(pooled_collection& out, const data_block& block,
                            const std::vector<object_type>& now) {
  collection& content = out.content;
  content.time = time_of(block, source);
  content.bytes = bytes.size();
  content.defects.assign(block.defects().begin(), block.defects().end());
  content.unmatched = unmatched;
  content.rows.resize(order.size());
  out.serials.resize(order.size());
  std::uint32_t position = 0xFFFFFFFF;
  sample_clocks clocks;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const row_source& from = order[i];
    if (from.object != position) {
      position = from.object;
      clocks = clocks_of(block, now[position]);
    }
    resolved_row& resolved = objects[position].rows[from.row];
    row& to = content.rows[i];
    if (out.serials[i] != resolved.serial) {
      to = resolved.texts;
      out.serials[i] = resolved.serial;
    }
    sample_row(resolved, now[position].bytes(), clocks, to);
  }
}

collector::collector(counter_source& source, source_names names)
    : state_(std::make_unique<state>(state{.source = source, .names = std::move(names)})) {}
collector::~collector() = default;

result<void> collector::select(std::vector<counter_path> paths) {
  auto plan = plan_query(std::move(paths), state_->names.counters, state_->names.other_languages);
  if (!plan) return failure(std::move(plan.error()));
  state_->plan = std::move(*plan);
  state_->wanted = state_->plan.objects;
  state_->resolve_all = true;
  return {};
}

const std::string& collector::value_name() const noexcept {
  return state_->plan.value_name;
}

result<std::shared_ptr<const collection>> collector::collect() {
  if (state_->plan.paths.empty()) return std::make_shared<const collection>();
  if (auto answered = state_->source.query(state_->plan.value_name, state_->bytes); !answered)
    return failure(std::move(answered.error()));
  const auto block = state_->parse();
  if (!block) return failure(block.error());
  std::vector<object_type> now;
  for (const object_type object : block->objects()) now.push_back(object);
  state_->resolve_what_changed(*block, now);
  auto out = state_->pool.take();
  state_->fill(*out, *block, now);
  out->content.left_out = left_out_of(state_->source, state_->names);
  return state_->pool.publish(std::move(out));
}

}  // namespace perfdata
