#include "monitor/run/value_limit.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace perfdata {
namespace {

error bad_limit(std::string_view text, std::string_view why) {
  return {
      .code = errc::invalid_argument,
      .message = fmt::format("\"{}\" is not a limit: {}", text, why),
      .advice =
          R"(write PATH < VALUE, e.g. '\Command\Elapsed Time < 2.5' or '\Memory\Available Bytes > 100Mi')"};
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<double> scale_of(std::string_view suffix) {
  constexpr std::string_view letters = "kMGT";
  if (suffix.empty()) return 1;
  const auto power = suffix[0] == 'K' ? 0 : letters.find(suffix[0]);
  const bool binary = suffix.size() == 2 && suffix[1] == 'i';
  if (power == std::string_view::npos || (suffix.size() > 1 && !binary)) return std::nullopt;
  double scale = 1;
  for (std::size_t i = 0; i <= power; ++i) scale *= binary ? 1024 : 1000;
  return scale;
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{}) return std::nullopt;
  const auto scale = scale_of(trimmed(text.substr(static_cast<std::size_t>(end - text.data()))));
  return scale ? std::optional(value * *scale) : std::nullopt;
}

std::string_view sign_of(limit_relation relation) {
  constexpr std::array<std::string_view, 4> signs{"<", "<=", ">", ">="};
  return signs[static_cast<std::size_t>(relation)];
}

// Of several samples that break the limit the worst one is worth a sentence.
struct worst_sample {
  const value_limit& limit;
  std::optional<double> value{};
  bool any = false;

  void look_at(double measured) {
    any = true;
    if (limit.holds_for(measured)) return;
    const bool upper = limit.relation == limit_relation::less || limit.relation == limit_relation::at_most;
    if (!value || (upper ? measured > *value : measured < *value)) value = measured;
  }
};

}  // namespace

result<value_limit> value_limit::parse(std::string_view text) {
  const auto sign = text.find_last_of("<>");
  if (sign == std::string_view::npos) return failure(bad_limit(text, "there is no < or >"));
  const bool or_equal = text.substr(sign + 1).starts_with('=');
  const auto number = number_in(trimmed(text.substr(sign + 1 + (or_equal ? 1 : 0))));
  if (!number) return failure(bad_limit(text, "no number stands behind the sign"));
  auto path = counter_path::parse(trimmed(text.substr(0, sign)));
  if (!path) return failure(bad_limit(text, path.error().message));
  const auto relation = text[sign] == '<' ? (or_equal ? limit_relation::at_most : limit_relation::less)
                                          : (or_equal ? limit_relation::at_least : limit_relation::greater);
  return value_limit{.path = std::move(*path), .relation = relation, .value = *number};
}

bool value_limit::holds_for(double measured) const noexcept {
  switch (relation) {
    case limit_relation::less: return measured < value;
    case limit_relation::at_most: return measured <= value;
    case limit_relation::greater: return measured > value;
    case limit_relation::at_least: return measured >= value;
  }
  return false;
}

std::string value_limit::to_string() const {
  return fmt::format("{} {} {}", path.to_string(), sign_of(relation), value);
}

std::vector<std::string> breaches(const value_limit& limit, const measured_run& run) {
  std::vector<std::string> found;
  bool any = false;
  const auto judge = [&](const std::string& path, const worst_sample& worst) {
    any = any || worst.any;
    if (worst.value)
      found.push_back(fmt::format("the limit {} was broken in run {}: {} came to {}", limit.to_string(),
                                  run.number, path, *worst.value));
  };
  for (const auto& figure : figures_of(run.totals)) {
    if (!means(limit.path, run_series{.path = figure.path})) continue;
    worst_sample worst{limit};
    worst.look_at(figure.value);
    judge(figure.path, worst);
  }
  for (const auto& series : run.series) {
    if (!means(limit.path, series)) continue;
    worst_sample worst{limit};
    for (const auto& sample : series.samples)
      if (sample.cooked.value) worst.look_at(*sample.cooked.value);
    judge(series.path, worst);
  }
  if (!any)
    found.push_back(fmt::format("the limit {} could not be checked in run {}: it never had a value",
                                limit.to_string(), run.number));
  return found;
}

}  // namespace perfdata
