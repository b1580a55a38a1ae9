#include "monitor/fleet/block_metrics.hpp"

#include "monitor/fleet/counter_parts.hpp"
#include "monitor/fleet/instance_labels.hpp"
#include "monitor/fleet/metric_name.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

#include <perfdata/query/planner.hpp>
#include <perfdata/sample/take_sample.hpp>

namespace perfdata::fleet {
namespace {

// What target_session::metrics() adds: an object that is called so must not make a scrape invalid.
constexpr std::array<const char*, 12> reserved{"perfdata_up",
                                               "perfdata_scrape_duration_seconds",
                                               "perfdata_sample_age_seconds",
                                               "perfdata_answer_bytes",
                                               "perfdata_answer_defects",
                                               "perfdata_series_cut",
                                               "perfdata_series_limit",
                                               "perfdata_machine",
                                               "perfdata_object_left_out",
                                               "perfdata_failure",
                                               "perfdata_build",
                                               "perfdata_clock_seconds"};

bool is_exporters_own(std::string_view name) {
  return name.starts_with("perfdata_fleet_") || name.starts_with("perfdata_push_") ||
         name.starts_with("perfdata_http_");
}

// The label is called after the object, but a label's name begins with a letter, and some names are taken: by
// Prometheus, and by what tells processes apart.
std::string label_of(const std::string& words) {
  if (words.front() >= '0' && words.front() <= '9') return "object_" + words;
  for (const char* taken : {"instance", "job", "pid", "tid"})
    if (words == taken) return words + "_name";
  return words;
}

// An instance of this answer, and the same one in the answer before.
struct instance_pair {
  instance_definition now;
  std::optional<instance_definition> before{};
  std::uint32_t labels = 0;
};

// One object of the block with everything that its counters share.
struct object_work {
  object_type object;
  sample_clocks clocks{};
  std::optional<object_type> before{};
  sample_clocks clocks_before{};
  std::vector<instance_pair> instances{};
  std::string words{};
};

class writer {
 public:
  writer(const data_block& block, const data_block* older, const source_names& names, const probe_plan& plan,
         const module_settings& settings)
      : block_(block), older_(older), names_(names), plan_(plan), settings_(settings), namer_(block) {}

  block_metrics write() {
    add_clocks();
    std::unordered_set<std::uint32_t> seen;
    for (const object_type object : block_.objects()) {
      const auto* choice = find_choice(plan_, object.title_index());
      if (choice != nullptr && seen.insert(object.title_index()).second) add_object(object, *choice);
    }
    return std::move(out_);
  }

 private:
  void add_clocks() {
    metric_family clock{.name = "perfdata_clock_seconds",
                        .help =
                            "The machine's own clocks: rate() of a timer divided by rate() of its clock "
                            "is exact whenever the scrapes came.",
                        .kind = metric_kind::counter,
                        .unit = "seconds"};
    const auto add = [&](const char* name, std::int64_t time, std::int64_t frequency) {
      if (frequency <= 0 || time <= 0) return;
      clock.points.push_back({out_.metrics.add_labels({{"clock", name}}),
                              static_cast<double>(time) / static_cast<double>(frequency)});
    };
    add("100ns", block_.perf_time_100ns(), 10'000'000);
    add("perf", block_.perf_time(), block_.perf_freq());
    out_.metrics.families.push_back(std::move(clock));
  }

  void add_object(const object_type& object, const object_choice& choice) {
    object_work work{.object = object, .clocks = clocks_of(block_, object)};
    work.words = snake_case(names_.counters.find(object.title_index()));
    if (work.words.empty()) work.words = fmt::format("object_{}", object.title_index());
    if (settings_.cooked && older_ != nullptr) work.before = older_->find_object(object.title_index());
    if (work.before) work.clocks_before = clocks_of(*older_, *work.before);
    pair_instances(work, choice);
    for (const counter_definition counter : object.counters())
      if (!counter.is_base() && wants(choice, counter)) add_counter(work, counter);
  }

  void pair_instances(object_work& work, const object_choice& choice) {
    const std::string label = label_of(work.words);
    std::unordered_map<std::string, instance_definition> before;
    if (work.before) {
      instance_namer namer(*older_);
      for (auto& each : label_instances(*work.before, namer, label, choice, settings_.totals, true))
        before.emplace(std::move(each.identity), each.instance);
    }
    for (auto& each :
         label_instances(work.object, namer_, label, choice, settings_.totals, work.before.has_value())) {
      instance_pair pair{.now = each.instance};
      if (const auto found = before.find(each.identity); found != before.end()) pair.before = found->second;
      if (!each.labels.empty()) pair.labels = out_.metrics.add_labels(std::move(each.labels));
      work.instances.push_back(pair);
    }
  }

  bool wants(const object_choice& choice, const counter_definition& counter) const {
    const auto index = counter.title_index();
    return std::ranges::any_of(choice.counters, [&](const std::string& pattern) {
      const counter_path path{.counter = pattern};
      if (matches_counter(path, index, names_.counters.find(index))) return true;
      return std::ranges::any_of(names_.other_languages, [&](const title_table& table) {
        return matches_counter(path, index, table.find(index));
      });
    });
  }

  void add_counter(const object_work& work, const counter_definition& counter) {
    const auto type = describe_counter_type(counter.type());
    const auto parts = parts_of(type, settings_.cooked);
    if (parts.empty()) return;
    const auto words = words_of(names_.counters.find(counter.title_index()), counter.title_index(), type);
    std::vector<metric_family> families;
    families.reserve(parts.size());
    for (const auto& part : parts) families.push_back(family_of(work, counter, words, part));
    const auto before = work.before ? work.before->find_counter(counter.title_index()) : std::nullopt;
    for (const auto& instance : work.instances) {
      const auto newer = take_sample(work.clocks, instance.now, counter);
      std::optional<counter_sample> older;
      if (before && instance.before) older = take_sample(work.clocks_before, *instance.before, *before);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto value = value_of(parts[i], type, older ? &*older : nullptr, newer);
        if (value) families[i].points.push_back({instance.labels, *value * scale_of(words, parts[i])});
      }
    }
    for (auto& family : families) keep(std::move(family));
  }

  // Percent in the name of a raw number: 0 to 100 in Windows, 0 to 1 in Prometheus.
  static bool is_raw_percent(const counter_words& words, const counter_part& part) {
    return part.in_units_of_name && part.kind == metric_kind::gauge && words.percent && words.unit.empty();
  }
  static double scale_of(const counter_words& words, const counter_part& part) {
    if (is_raw_percent(words, part)) return 0.01;
    return part.in_units_of_name ? words.scale : 1;
  }
  static std::string unit_of(const counter_words& words, const counter_part& part) {
    if (!part.unit.empty()) return std::string(part.unit);
    if (is_raw_percent(words, part)) return "ratio";
    return part.in_units_of_name ? words.unit : std::string{};
  }

  metric_family family_of(const object_work& work, const counter_definition& counter,
                          const counter_words& words, const counter_part& part) {
    metric_family family{.kind = part.kind, .unit = unit_of(words, part)};
    // A unit that belongs to another part of the counter is a word of this one's name.
    const std::string other_unit = family.unit.empty() && !part.in_units_of_name ? words.unit : std::string{};
    family.name = join_words({"perfdata", work.words, words.stem, other_unit, part.word, family.unit});
    if (taken_.contains(family.name) || is_exporters_own(family.name))
      family.name = join_words({"perfdata_object", work.words, words.stem,
                                fmt::format("{}", counter.title_index()), part.word, family.unit});
    if (taken_.contains(family.name))
      family.name = join_words({"perfdata",
                                fmt::format("object_{}_counter_{}_at_{}", work.object.title_index(),
                                            counter.title_index(), counter.position()),
                                part.word, family.unit});
    taken_.insert(family.name);
    family.help = help_of(work, counter, part);
    return family;
  }

  std::string help_of(const object_work& work, const counter_definition& counter,
                      const counter_part& part) const {
    const auto title = names_.counters.find(counter.title_index());
    std::string help = fmt::format("{}\\{}", names_.counters.find(work.object.title_index()), title);
    if (part.source == part_source::base) help += ", the base to divide by";
    if (part.word == "inverse") help += ", time that was not spent";
    if (part.source == part_source::cooked) help += ", as PerfMon shows it";
    const auto text = names_.helps.find(counter.help_index());
    if (!text.empty()) help += fmt::format(": {}", text);
    return help;
  }

  void keep(metric_family family) {
    if (series_ + family.points.size() > settings_.max_series) {
      out_.series_cut += family.points.size();
      series_ = settings_.max_series + 1;  // whatever is behind it, so that the answer does not flicker
      return;
    }
    series_ += family.points.size();
    out_.metrics.families.push_back(std::move(family));
  }

  const data_block& block_;
  const data_block* older_;
  const source_names& names_;
  const probe_plan& plan_;
  const module_settings& settings_;
  instance_namer namer_;
  std::unordered_set<std::string> taken_{reserved.begin(), reserved.end()};
  std::size_t series_ = 0;
  block_metrics out_;
};

}  // namespace

block_metrics metrics_of_block(const data_block& block, const data_block* older, const source_names& names,
                               const probe_plan& plan, const module_settings& settings) {
  return writer(block, older, names, plan, settings).write();
}

}  // namespace perfdata::fleet
