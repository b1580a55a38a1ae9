#include "monitor/fleet/windows_exporter_metrics.hpp"

#include "monitor/fleet/counter_parts.hpp"
#include "monitor/fleet/instance_labels.hpp"
#include "monitor/fleet/windows_exporter_names.hpp"

#include <fmt/format.h>
#include <map>
#include <set>

#include <perfdata/base/ascii.hpp>
#include <perfdata/base/clock.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/sample/take_sample.hpp>

namespace perfdata::fleet {
namespace {

constexpr std::uint32_t creating_process = 1410;

double unix_seconds(std::int64_t filetime) {
  return std::chrono::duration<double>(from_filetime(filetime).time_since_epoch()).count();
}

std::optional<double> number_of(const mapped_counter& mapped, const counter_sample& sample) {
  const auto type = describe_counter_type(sample.type);
  for (const auto& part : parts_of(type, false)) {
    if ((part.source == part_source::base) != (mapped.number == mapped_number::base)) continue;
    const auto value = value_of(part, type, nullptr, sample);
    if (!value) return std::nullopt;
    if (mapped.number == mapped_number::moment) return unix_seconds(sample.clocks.perf_time_100ns) - *value;
    return *value * mapped.scale;
  }
  return std::nullopt;
}

class mapping {
 public:
  mapping(const data_block& block, const source_names& names, const probe_plan& plan,
          const module_settings& settings)
      : block_(block), names_(names), plan_(plan), settings_(settings), namer_(block) {}

  block_metrics map() {
    std::set<std::string_view> labels;
    for (const object_type object : block_.objects()) {
      const auto* choice = find_choice(plan_, object.title_index());
      const auto title = names_.counters.find(object.title_index());
      const auto label = windows_exporter_label(title);
      if (choice == nullptr || label.empty() || (is_superseded(title)) || !labels.insert(label).second)
        continue;
      add_object(object, title, label, *choice);
    }
    auto& out = out_.metrics;
    for (const char* name : {"windows_time_current_timestamp_seconds", "windows_os_time"})
      out.add(name, "The machine's clock, in seconds since 1970.", metric_kind::gauge,
              unix_seconds(block_.perf_time_100ns()));
    const auto machine = to_utf8(block_.system_name());
    for (const char* name : {"windows_os_hostname", "windows_cs_hostname"})
      out.add(name, "What the machine calls itself.", metric_kind::gauge, 1,
              {{"hostname", machine}, {"fqdn", machine}});
    for (const char* name : {"windows_cpu_logical_processor", "windows_cs_logical_processors"})
      if (cores_ != 0)
        out.add(name, "Processors that the machine counts.", metric_kind::gauge, static_cast<double>(cores_));
    for (auto& [name, family] : families_) keep(std::move(family));
    return std::move(out_);
  }

 private:
  // Processor counts the first 64 processors only.
  bool is_superseded(std::string_view title) const {
    if (!equals_ignoring_case(title, "Processor")) return false;
    for (const object_type other : block_.objects())
      if (equals_ignoring_case(names_.counters.find(other.title_index()), "Processor Information"))
        return true;
    return false;
  }

  static label_set labels_of(const labelled_instance& from) {
    label_set out;
    for (const auto& label : from.labels) {
      if (label.name == "tid") continue;
      out.push_back({label.name == "pid" ? "process_id" : label.name, label.value});
    }
    return out;
  }

  void add_process(const object_type& object, const instance_definition& instance, label_set labels) {
    const auto parent = object.find_counter(creating_process);
    if (!parent || labels.size() != 2) return;
    labels.push_back({"creating_process_id", fmt::format("{}", instance.value(*parent).value_or(0))});
    auto& family = families_["windows_process"];
    family.name = "windows_process";
    family.help = "Who started a process.";
    family.kind = metric_kind::info;
    family.points.push_back({out_.metrics.add_labels(std::move(labels)), 1});
  }

  // A row of the table whose counter the object has, and where its points go.
  struct answered {
    const mapped_counter& mapped;
    counter_definition counter;
    metric_family& family;
  };

  std::vector<answered> answered_by(const object_type& object, std::string_view title) {
    std::vector<answered> out;
    for (const auto& mapped : windows_exporter_counters()) {
      if (!equals_ignoring_case(mapped.object, title)) continue;
      if (const auto counter = find(object, mapped.counter))
        out.push_back({mapped, *counter, family_of(mapped, *counter)});
    }
    return out;
  }

  void add_object(const object_type& object, std::string_view title, std::string_view label,
                  const object_choice& choice) {
    const auto clocks = clocks_of(block_, object);
    const bool totals = settings_.totals && label != "node";  // nodes are summed
    const auto instances = label_instances(object, namer_, label, choice, totals);
    if (label == "core") cores_ = instances.size();
    const auto rows = answered_by(object, title);
    for (const auto& instance : instances) {
      const auto labels = labels_of(instance);
      const auto plain = labels.empty() ? 0 : out_.metrics.add_labels(labels);
      if (label == "process") add_process(object, instance.instance, labels);
      for (const auto& [mapped, counter, family] : rows) {
        const auto value = number_of(mapped, take_sample(clocks, instance.instance, counter));
        if (!value) continue;
        if (mapped.number == mapped_number::sum)
          add_up(family, *value);
        else
          family.points.push_back({mapped.label.empty() ? plain : add_label(labels, mapped), *value});
      }
    }
  }

  std::uint32_t add_label(label_set labels, const mapped_counter& mapped) {
    labels.push_back({std::string(mapped.label), std::string(mapped.label_value)});
    return out_.metrics.add_labels(std::move(labels));
  }

  static void add_up(metric_family& family, double value) {
    if (family.points.empty()) family.points.push_back({0, 0});
    family.points.front().value += value;
  }

  std::optional<counter_definition> find(const object_type& object, std::string_view name) const {
    for (const counter_definition counter : object.counters())
      if (!counter.is_base() && equals_ignoring_case(names_.counters.find(counter.title_index()), name))
        return counter;
    return std::nullopt;
  }

  metric_family& family_of(const mapped_counter& mapped, const counter_definition& counter) {
    auto& family = families_[std::string(mapped.family)];
    if (!family.name.empty()) return family;
    family.name = mapped.family;
    family.kind = mapped.kind;
    family.help =
        fmt::format("{}\\{}: {}", mapped.object, mapped.counter, names_.helps.find(counter.help_index()));
    return family;
  }

  void keep(metric_family family) {
    if (series_ + family.points.size() > settings_.max_series) {
      out_.series_cut += family.points.size();
      return;
    }
    series_ += family.points.size();
    out_.metrics.families.push_back(std::move(family));
  }

  const data_block& block_;
  const source_names& names_;
  const probe_plan& plan_;
  const module_settings& settings_;
  instance_namer namer_;
  std::map<std::string, metric_family> families_;
  std::size_t series_ = 0;
  std::size_t cores_ = 0;
  block_metrics out_;
};

}  // namespace

block_metrics windows_exporter_metrics(const data_block& block, const source_names& names,
                                       const probe_plan& plan, const module_settings& settings) {
  return mapping(block, names, plan, settings).map();
}

}  // namespace perfdata::fleet
