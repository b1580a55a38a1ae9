#include "monitor/run/regression_gate.hpp"

#include "monitor/run/measured_run.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include <perfdata/compare/false_discovery.hpp>

namespace perfdata {
namespace {

error bad_gate(std::string_view text, std::string_view why) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("\"{}\" is no limit of change: {}", text, why),
          .advice = R"(write PATH +10%, e.g. '\Command\Elapsed Time +10%')"};
}

struct gated_counter {
  const regression_gate* gate;
  const counter_change* change;
};

std::string sentence(const gated_counter& one) {
  const auto& change = *one.change;
  const auto by = change.relative ? fmt::format("by {:+.1f} %", *change.relative * 100) : "from 0";
  return fmt::format("{} changed {}, more than \"{}\" allows", change.path, by, one.gate->to_string());
}

bool was_tested(const gated_counter& one) {
  return one.change->ranks.method != rank_sum_method::too_few;
}

// In the order of those that were tested.
std::vector<double> adjusted(const std::vector<gated_counter>& gated) {
  std::vector<double> p;
  for (const auto& one : gated)
    if (was_tested(one)) p.push_back(one.change->ranks.p);
  return adjust_for_false_discoveries(p);
}

void judge(const gated_counter& one, std::optional<double> p, double significance, gate_findings& found) {
  if (one.gate->is_passed_by(*one.change)) return;
  if (!p)
    found.breaches.push_back(sentence(one) + "; too few runs to tell it from noise, run -r 7 would");
  else if (*p <= significance)
    found.breaches.push_back(fmt::format("{} (p {:.2g})", sentence(one), *p));
  else
    found.doubts.push_back(fmt::format("{}, but that may be noise (p {:.2g})", sentence(one), *p));
}

}  // namespace

result<regression_gate> regression_gate::parse(std::string_view text) {
  const auto blank = text.find_last_of(' ');
  if (blank == std::string_view::npos || !text.ends_with('%'))
    return failure(bad_gate(text, "it does not end in a blank and a percentage"));
  std::string_view number = text.substr(blank + 1);
  regression_gate gate;
  if (number.starts_with('+')) gate.way = direction::up;
  if (number.starts_with('-')) gate.way = direction::down;
  if (gate.way != direction::either) number.remove_prefix(1);
  number.remove_suffix(1);
  const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), gate.share);
  if (failed != std::errc{} || end != number.data() + number.size() || !(gate.share >= 0))
    return failure(bad_gate(text, "no percentage stands at its end"));
  gate.share /= 100;
  auto path = counter_path::parse(text.substr(0, text.find_last_not_of(' ', blank) + 1));
  if (!path) return failure(bad_gate(text, path.error().message));
  gate.path = std::move(*path);
  return gate;
}

std::string regression_gate::to_string() const {
  const char* sign = way == direction::up ? "+" : way == direction::down ? "-" : "";
  return fmt::format("{} {}{}%", path.to_string(), sign, share * 100);
}

bool regression_gate::is_passed_by(const counter_change& change) const noexcept {
  const double moved = change.newer_median - change.base_median;
  const bool forbidden = way == direction::either || (way == direction::up ? moved > 0 : moved < 0);
  return !forbidden || std::abs(moved) <= share * std::abs(change.base_median);
}

gate_findings check_gates(std::span<const regression_gate> gates, std::span<const counter_change> changes,
                          double significance) {
  gate_findings found;
  std::vector<gated_counter> gated;
  for (const auto& gate : gates) {
    const auto before = gated.size();
    for (const auto& change : changes)
      if (means(gate.path, run_series{.path = change.path})) gated.push_back({&gate, &change});
    if (gated.size() == before)
      found.breaches.push_back(fmt::format("{} means no counter that both sides have", gate.to_string()));
  }
  const auto p = adjusted(gated);
  auto next = p.begin();
  for (const auto& one : gated)
    judge(one, was_tested(one) ? std::optional(*next++) : std::nullopt, significance, found);
  return found;
}

}  // namespace perfdata
