#include <bit>
#include <fmt/format.h>

#include <perfdata/cook/provenance.hpp>

namespace perfdata {
namespace {

// The letters of a formula are replaced by their numbers, so each formula is written down once.
std::string_view text_of(formula f, time_base clock) noexcept {
  const bool tick = clock == time_base::tick;
  switch (f) {
    case formula::raw:
    case formula::raw_double: return "N1";
    case formula::delta: return "N1 - N0";
    case formula::rate: return "(N1 - N0) / ((D1 - D0) / F)";
    case formula::queue_length: return "(N1 - N0) / (D1 - D0)";
    case formula::raw_fraction: return "100 * N1 / B1";
    case formula::timer: return "100 * (N1 - N0) / (D1 - D0)";
    case formula::timer_inverse: return "100 * (1 - (N1 - N0) / (D1 - D0))";
    case formula::base_fraction: return "100 * (N1 - N0) / (B1 - B0)";
    case formula::multi_timer:
      return tick ? "100 * ((N1 - N0) / ((D1 - D0) / F)) / B1" : "100 * ((N1 - N0) / (D1 - D0)) / B1";
    case formula::multi_timer_inverse:
      return tick ? "100 * (B1 - (N1 - N0) / ((D1 - D0) / F)) / B1"
                  : "100 * (B1 - (N1 - N0) / (D1 - D0)) / B1";
    case formula::average_time: return "((N1 - N0) / F) / (B1 - B0)";
    case formula::average: return "(N1 - N0) / (B1 - B0)";
    case formula::elapsed: return "(D1 - N1) / F";
    case formula::none: return "";
  }
  return "";
}

std::string_view text_of(time_base clock, const sample_clocks& clocks) noexcept {
  switch (clock) {
    case time_base::none: return "";
    case time_base::tick: return "PerfTime of the block";
    case time_base::filetime: return "PerfTime100nSec of the block";
    case time_base::object:
      return clocks.object_perf_freq != 0 ? "PerfTime of the object"
                                          : "PerfTime of the block (the object has none)";
  }
  return "";
}

std::optional<std::string> number_for(std::string_view symbol_text, const provenance& p, bool as_double) {
  const auto text = [](const auto& number) -> std::optional<std::string> {
    if (!number) return std::nullopt;
    return fmt::format("{}", *number);
  };
  if (symbol_text == "N0") return text(p.n0);
  if (symbol_text == "N1" && as_double && p.n1) return fmt::format("{}", std::bit_cast<double>(*p.n1));
  if (symbol_text == "N1") return text(p.n1);
  if (symbol_text == "D0") return text(p.d0);
  if (symbol_text == "D1") return text(p.d1);
  if (symbol_text == "B0") return text(p.b0);
  return text(p.b1);
}

// Empty as soon as one number is missing.
std::string put_numbers_in(std::string_view formula_text, const provenance& p, bool as_double) {
  std::string out;
  for (std::size_t i = 0; i < formula_text.size(); ++i) {
    const char c = formula_text[i];
    if (c == 'F') {
      if (!p.frequency) return {};
      out += fmt::format("{}", *p.frequency);
    } else if (c == 'N' || c == 'D' || c == 'B') {
      const auto number = number_for(formula_text.substr(i, 2), p, as_double);
      if (!number) return {};
      out += *number;
      ++i;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace

provenance explain(const counter_sample* older, const counter_sample& newer, const cook_options& options) {
  const counter_type_info info = describe_counter_type(newer.type);
  provenance p{.type_name = info.name.empty() ? "unnamed" : std::string(info.name),
               .type_code = code(newer.type),
               .n1 = newer.value,
               .clock = std::string(text_of(info.clock, newer.clocks)),
               .formula = std::string(text_of(info.formula, info.clock)),
               .result = cook(older, newer, options),
               .unit = std::string(symbol(info.unit)),
               .source = std::string(info.source)};
  const bool two_samples = info.needs_two_samples && older != nullptr;
  if (two_samples) p.n0 = older->value;
  if (info.clock != time_base::none) {
    const auto now = read_clock(info.clock, newer.clocks);
    p.frequency = now.frequency;
    if (info.formula != formula::average_time) {
      p.d1 = now.time;
      if (two_samples) p.d0 = read_clock(info.clock, older->clocks).time;
    }
  }
  const auto base_of = [&](const counter_sample& s) -> std::optional<std::uint64_t> {
    if (s.multiplier) return *s.multiplier;
    return info.needs_base || info.formula == formula::multi_timer ||
                   info.formula == formula::multi_timer_inverse
               ? s.base
               : std::nullopt;
  };
  p.b1 = base_of(newer);
  if (two_samples) p.b0 = base_of(*older);
  p.with_numbers = put_numbers_in(p.formula, p, info.formula == formula::raw_double);
  return p;
}

}  // namespace perfdata
