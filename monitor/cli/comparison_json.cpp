#include "monitor/cli/comparison_json.hpp"

#include "monitor/cli/row_text.hpp"
#include "monitor/run/run_values.hpp"

#include <nlohmann/json.hpp>

namespace perfdata::cli {
namespace {

using json = nlohmann::ordered_json;

const char* name_of(rank_sum_method method) {
  if (method == rank_sum_method::exact) return "exact";
  return method == rank_sum_method::normal ? "normal" : "too few";
}

json number_if(bool there, double value) {
  return there ? json(value) : json(nullptr);
}

json as_json(const counter_change& change) {
  const bool tested = change.ranks.method != rank_sum_method::too_few;
  const auto shift = change.shift.value_or(shift_estimate{});
  return {{"path", change.path},
          {"unit", change.unit},
          {"verdict", std::string(to_string(change.verdict))},
          {"base_median", change.base_median},
          {"newer_median", change.newer_median},
          {"relative_change", number_if(change.relative.has_value(), change.relative.value_or(0))},
          {"shift", number_if(change.shift.has_value(), shift.shift)},
          {"shift_low", number_if(change.shift.has_value(), shift.low)},
          {"shift_high", number_if(change.shift.has_value(), shift.high)},
          {"base_count", change.ranks.base_count},
          {"newer_count", change.ranks.newer_count},
          {"u", change.ranks.u},
          {"p", number_if(tested, change.ranks.p)},
          {"adjusted_p", number_if(tested, change.adjusted_p)},
          {"method", name_of(change.ranks.method)},
          {"cliffs_delta", change.delta},
          {"magnitude", std::string(to_string(magnitude_of(change.delta)))}};
}

}  // namespace

std::string comparison_json(const comparison& found, std::size_t base_runs, std::size_t newer_runs,
                            const gate_findings& gates) {
  json counters = json::array();
  for (const auto& change : found.changes) counters.push_back(as_json(change));
  const bool by_run = observation_for(base_runs, newer_runs) == observation::run;
  return to_json_text({{"base_runs", base_runs},
                       {"newer_runs", newer_runs},
                       {"observation", by_run ? "run" : "sample"},
                       {"counters", std::move(counters)},
                       {"only_in_base", found.only_in_base},
                       {"only_in_newer", found.only_in_newer},
                       {"breaches", gates.breaches},
                       {"doubts", gates.doubts}});
}

}  // namespace perfdata::cli
