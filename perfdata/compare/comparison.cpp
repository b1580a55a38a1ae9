#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include <perfdata/base/ascii.hpp>
#include <perfdata/compare/comparison.hpp>
#include <perfdata/compare/false_discovery.hpp>
#include <perfdata/compare/finite_values.hpp>

namespace perfdata {
namespace {

std::string folded(std::string_view path) {
  std::string out(path);
  std::ranges::transform(out, out.begin(), to_lower_ascii);
  return out;
}

bool has_value(const counter_values& counter) {
  return std::ranges::any_of(counter.values, [](double value) { return std::isfinite(value); });
}

std::map<std::string, const counter_values*> by_path(std::span<const counter_values> counters) {
  std::map<std::string, const counter_values*> found;
  for (const auto& counter : counters)
    if (has_value(counter)) found.emplace(folded(counter.path), &counter);
  return found;
}

std::pair<double, double> range_of(const counter_values& base, const counter_values& newer) {
  const auto older = sorted_finite(base.values);
  const auto later = sorted_finite(newer.values);
  return {std::min(older.front(), later.front()), std::max(older.back(), later.back())};
}

double median_of(const counter_values& counter) {
  return median_of_sorted(sorted_finite(counter.values));
}

bool is_tested(const counter_change& change) noexcept {
  return change.ranks.method != rank_sum_method::too_few && !change.constant;
}

counter_change compare_one(const counter_values& base, const counter_values& newer, double significance) {
  counter_change out{.path = newer.path,
                     .unit = newer.unit,
                     .base_median = median_of(base),
                     .newer_median = median_of(newer),
                     .shift = estimate_shift(base.values, newer.values, 1 - significance),
                     .ranks = rank_sum_test(base.values, newer.values, significance)};
  out.delta = cliffs_delta(out.ranks);
  const auto range = range_of(base, newer);
  out.constant = range.first == range.second;
  if (out.base_median != 0)
    out.relative = (out.newer_median - out.base_median) / std::abs(out.base_median);
  else if (out.newer_median == 0)
    out.relative = 0;
  return out;
}

void judge(std::vector<counter_change>& changes, double significance) {
  std::vector<double> p;
  for (const auto& change : changes)
    if (is_tested(change)) p.push_back(change.ranks.p);
  const auto adjusted = adjust_for_false_discoveries(p);
  auto next = adjusted.begin();
  for (auto& change : changes) {
    if (change.ranks.method == rank_sum_method::too_few) continue;
    if (is_tested(change)) change.adjusted_p = *next++;
    change.verdict =
        change.adjusted_p <= significance ? change_verdict::changed : change_verdict::no_change_seen;
  }
}

// Smaller comes first.
auto importance(const counter_change& change) {
  const double relative =
      change.relative ? std::abs(*change.relative) : std::numeric_limits<double>::infinity();
  const double effect = change.verdict == change_verdict::changed ? std::abs(change.delta) : 0;
  const double p = change.verdict == change_verdict::no_change_seen ? change.ranks.p : 0;
  return std::make_tuple(change.verdict, -effect, p, -relative);
}

}  // namespace

std::string_view to_string(change_verdict verdict) noexcept {
  switch (verdict) {
    case change_verdict::changed: return "changed";
    case change_verdict::too_few_values: return "too few values";
    case change_verdict::no_change_seen: return "no change seen";
  }
  return {};
}

comparison compare_counters(std::span<const counter_values> base, std::span<const counter_values> newer,
                            double significance) {
  comparison out;
  const auto older = by_path(base);
  const auto later = by_path(newer);
  for (const auto& [path, counter] : older) {
    const auto other = later.find(path);
    if (other == later.end())
      out.only_in_base.push_back(counter->path);
    else
      out.changes.push_back(compare_one(*counter, *other->second, significance));
  }
  for (const auto& [path, counter] : later)
    if (!older.contains(path)) out.only_in_newer.push_back(counter->path);
  judge(out.changes, significance);
  std::ranges::stable_sort(out.changes, {}, importance);
  return out;
}

}  // namespace perfdata
