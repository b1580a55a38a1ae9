// What a scrape gets to know beside the counters.
#include "monitor/fleet/block_metrics.hpp"
#include "monitor/fleet/exporter_metrics.hpp"
#include "monitor/fleet/target_session.hpp"
#include "monitor/fleet/windows_exporter_metrics.hpp"

#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>

namespace perfdata::fleet {
namespace {

using enum metric_kind;

void add_left_out(metric_set& out, const std::map<std::uint32_t, error>& left_out, const probe_plan& plan,
                  const source_names& names) {
  metric_family family{.name = "perfdata_object_left_out",
                       .help =
                           "Objects that are not asked for, because they made the others fail (1), or that "
                           "the machine does not have (0)."};
  for (const auto& [object, why] : left_out) {
    auto name = std::string(names.counters.find(object));
    if (name.empty()) name = fmt::format("{}", object);
    family.points.push_back(
        {out.add_labels({{"object", name}, {"reason", std::string(word_of(why.code))}}), 1});
  }
  for (const auto& name : plan.missing)
    family.points.push_back({out.add_labels({{"object", name}, {"reason", "missing"}}), 0});
  out.families.push_back(std::move(family));
}

}  // namespace

metric_set target_session::metrics() const {
  if (failure_) return metrics_of_failure(*failure_);
  if (answer_.empty()) return metrics_of_failure({.code = errc::timed_out, .message = "no answer yet"});
  const auto block = data_block::parse(answer_);
  if (!block) return metrics_of_failure(block.error());
  const auto older = older_.empty() ? result<data_block>(failure(error{})) : data_block::parse(older_);
  auto made = parts_.settings.naming == naming::windows_exporter
                  ? windows_exporter_metrics(*block, names_, plan_, parts_.settings)
                  : metrics_of_block(*block, older ? &*older : nullptr, names_, plan_, parts_.settings);
  auto& out = made.metrics;
  out.add("perfdata_up", "Whether the target answered (1) or not (0).", gauge, 1);
  out.add("perfdata_scrape_duration_seconds", "How long the target took, connecting included.", gauge,
          took_.count());
  out.families.back().unit = "seconds";
  out.add("perfdata_sample_age_seconds", "How old the answer is that this scrape shows.", gauge,
          std::chrono::duration<double>(parts_.now() - ended_).count());
  out.families.back().unit = "seconds";
  out.add("perfdata_answer_bytes", "Size of the target's answer.", gauge,
          static_cast<double>(answer_.size()));
  out.families.back().unit = "bytes";
  out.add("perfdata_answer_defects", "Records of the answer that break the format and were passed over.",
          gauge, static_cast<double>(block->defects().size() + block->defects_omitted()));
  out.add("perfdata_series_cut", "Series that did not fit under the module's max_series and are not here.",
          gauge, static_cast<double>(made.series_cut));
  out.add("perfdata_series_limit", "The module's max_series.", gauge,
          static_cast<double>(parts_.settings.max_series));
  out.add("perfdata_machine", "What the target calls itself.", info, 1,
          {{"machine", to_utf8(block->system_name())}, {"module", parts_.module}});
  add_left_out(out, isolation_.left_out(), plan_, names_);
  return std::move(out);
}

metric_set target_session::metrics_of_failure(const error& why) const {
  metric_set out;
  out.add("perfdata_up", "Whether the target answered (1) or not (0).", gauge, 0);
  out.add("perfdata_scrape_duration_seconds", "How long the target took, connecting included.", gauge,
          took_.count());
  out.families.back().unit = "seconds";
  out.add(
      "perfdata_failure", "Why the target did not answer.", info, 1,
      {{"reason", std::string(word_of(why.code))}, {"step", why.system ? why.system->step : std::string{}}});
  return out;
}

}  // namespace perfdata::fleet
