#include <fmt/format.h>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <perfdata/collect/collector.hpp>
#include <perfdata/collect/instance_names.hpp>
#include <perfdata/cook/cook.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/sample/take_sample.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

// Title indexes of Windows' own table that tell processes and threads apart (the same on every Windows).
constexpr std::uint32_t id_process = 784;
constexpr std::uint32_t id_thread = 804;
constexpr std::uint32_t elapsed_time = 684;

std::string name_of(const title_table& names, std::uint32_t index) {
  const auto name = names.find(index);
  return name.empty() ? fmt::format("{}", index) : std::string(name);
}

// Names an instance for as long as it lives: `svchost#3` becomes `svchost#2` when a namesake goes, the
// process stays.
class instance_identity {
 public:
  explicit instance_identity(const object_type& object)
      : process_(object.find_counter(id_process)),
        thread_(object.find_counter(id_thread)),
        start_(object.find_counter(elapsed_time)) {}

  [[nodiscard]] std::string of(const instance_definition& instance, const instance_name& name) const {
    const auto process = process_ ? instance.value(*process_).value_or(0) : 0;
    const auto thread = thread_ ? instance.value(*thread_).value_or(0) : 0;
    if (process == 0 && thread == 0) return name.display();
    const auto start = start_ ? instance.value(*start_).value_or(0) : 0;
    return fmt::format("{}\n{}\n{}\n{}", name.text, process, thread, start);
  }

 private:
  std::optional<counter_definition> process_;
  std::optional<counter_definition> thread_;
  std::optional<counter_definition> start_;
};

std::chrono::sys_time<hundred_ns> time_of(const data_block& block) {
  using namespace std::chrono;
  const auto stated = from_filetime(block.perf_time_100ns());
  const bool plausible = stated > sys_days(year(2000) / 1 / 1) && stated < sys_days(year(2200) / 1 / 1);
  return plausible ? stated : floor<hundred_ns>(system_clock::now());  // Samba counts from another epoch
}

}  // namespace

struct collector::state {
  counter_source& source;
  source_names names;
  query_plan plan{};
  byte_buffer bytes{};
  // Samples of the last successful collect(), by series.
  std::unordered_map<std::string, counter_sample> samples{};
};

namespace {

// One pass over one block: fills the rows and remembers this block's samples for the next pass.
class pass {
 public:
  pass(const data_block& block, const query_plan& plan, const source_names& names, std::string machine,
       const std::unordered_map<std::string, counter_sample>& older)
      : block_(block),
        plan_(plan),
        names_(names),
        machine_(std::move(machine)),
        older_(older),
        namer_(block) {}

  void run(collection& out) {
    for (const planned_path& path : plan_.paths) {
      const std::size_t before = matches_;
      std::unordered_map<std::uint32_t, std::uint32_t> ordinals;  // two objects may carry one index
      for (const object_type object : block_.objects()) {
        const std::uint32_t ordinal = ordinals[object.title_index()]++;
        if (matches_object(path, object.title_index(), names_.counters.find(object.title_index())))
          collect_object(path.path, object, ordinal, out);
      }
      if (matches_ == before) out.unmatched.push_back(path.path.to_string());
    }
  }

  [[nodiscard]] std::unordered_map<std::string, counter_sample> take_samples() { return std::move(samples_); }

 private:
  struct named_object {
    std::vector<instance_name> names;
    std::vector<std::string> identities;
  };

  const named_object& name_instances(const object_type& object) {
    const auto [entry, is_new] = objects_.try_emplace(object.offset());
    if (!is_new) return entry->second;
    entry->second.names = namer_.names_of(object);
    const instance_identity identity(object);
    std::size_t position = 0;
    for (const instance_definition instance : object.instances())
      entry->second.identities.push_back(identity.of(instance, entry->second.names[position++]));
    return entry->second;
  }

  [[nodiscard]] bool means(const counter_path& path, const counter_definition& counter) const {
    const std::uint32_t index = counter.title_index();
    return matches_counter(path, index, names_.counters.find(index)) ||
           std::ranges::any_of(names_.other_languages, [&](const title_table& table) {
             return matches_counter(path, index, table.find(index));
           });
  }

  static bool means(const counter_path& path, const object_type& object, const instance_name& name) {
    if (object.has_instances()) return matches_instance(path, name.text, name.occurrence);
    return !path.instance || *path.instance == "*";
  }

  void collect_object(const counter_path& path, const object_type& object, std::uint32_t ordinal,
                      collection& out) {
    const named_object& named = name_instances(object);
    const sample_clocks clocks = clocks_of(block_, object);
    std::vector<counter_definition> counters;
    for (const counter_definition counter : object.counters())
      if (!counter.is_base() && means(path, counter)) counters.push_back(counter);
    std::size_t position = 0;
    for (const instance_definition instance : object.instances()) {
      const std::size_t here = position++;
      if (counters.empty() || !means(path, object, named.names[here])) continue;
      for (const counter_definition& counter : counters) {
        ++matches_;
        const std::string key = fmt::format("{}\n{}\n{}\n{}", object.title_index(), ordinal,
                                            counter.position(), named.identities[here]);
        if (!seen_.insert(key).second) continue;  // another path brought it already
        out.rows.push_back(
            make_row(object, named.names[here], counter, take_sample(clocks, instance, counter), key));
      }
    }
  }

  row make_row(const object_type& object, const instance_name& name, const counter_definition& counter,
               const counter_sample& sample, const std::string& key) {
    row out{.object = name_of(names_.counters, object.title_index()),
            .instance = name.display(),
            .counter = name_of(names_.counters, counter.title_index()),
            .object_index = object.title_index(),
            .counter_index = counter.title_index(),
            .help_index = counter.help_index(),
            .default_scale = counter.default_scale(),
            .newer = sample};
    out.path = object.has_instances()
                   ? fmt::format(R"(\\{}\{}({})\{})", machine_, out.object, out.instance, out.counter)
                   : fmt::format(R"(\\{}\{}\{})", machine_, out.object, out.counter);
    if (const auto before = older_.find(key); before != older_.end()) out.older = before->second;
    out.cooked = cook(out.older ? &*out.older : nullptr, out.newer);
    samples_.insert_or_assign(key, sample);
    return out;
  }

  const data_block& block_;
  const query_plan& plan_;
  const source_names& names_;
  std::string machine_;
  const std::unordered_map<std::string, counter_sample>& older_;
  instance_namer namer_;
  std::unordered_map<std::uint32_t, named_object> objects_;
  std::unordered_map<std::string, counter_sample> samples_;
  std::unordered_set<std::string> seen_;
  std::size_t matches_ = 0;
};

}  // namespace

collector::collector(counter_source& source, source_names names)
    : state_(std::make_unique<state>(state{.source = source, .names = std::move(names)})) {}
collector::~collector() = default;

result<void> collector::select(std::vector<counter_path> paths) {
  auto plan = plan_query(std::move(paths), state_->names.counters, state_->names.other_languages);
  if (!plan) return failure(std::move(plan.error()));
  state_->plan = std::move(*plan);
  return {};
}

const std::string& collector::value_name() const noexcept {
  return state_->plan.value_name;
}

result<collection> collector::collect() {
  collection out;
  if (state_->plan.paths.empty()) return out;
  if (auto answered = state_->source.query(state_->plan.value_name, state_->bytes); !answered)
    return failure(std::move(answered.error()));
  const auto block = data_block::parse(state_->bytes);
  if (!block) return failure(block.error());
  out.time = time_of(*block);
  for (auto& each : state_->source.left_out()) {
    const auto name = state_->names.counters.find(each.title_index);
    out.left_out.push_back({name.empty() ? fmt::format("object {}", each.title_index)
                                         : fmt::format("object {} ({})", each.title_index, name),
                            std::move(each.why)});
  }
  out.bytes = state_->bytes.size();
  out.defects.assign(block->defects().begin(), block->defects().end());
  pass walk(*block, state_->plan, state_->names, state_->source.machine(), state_->samples);
  walk.run(out);
  state_->samples = walk.take_samples();
  return out;
}

}  // namespace perfdata
