#include "monitor/cli/provenance_text.hpp"

#include "monitor/cli/row_text.hpp"

#include <fmt/format.h>
#include <optional>

#include <perfdata/cook/provenance.hpp>

namespace perfdata::cli {
namespace {

class labelled_lines {
 public:
  explicit labelled_lines(std::string heading) { lines_.push_back(std::move(heading)); }
  void add(std::string_view label, std::string_view text) {
    if (!text.empty()) lines_.push_back(fmt::format("  {:<13} {}", label, text));
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::vector<std::string> lines_;
};

// "N0 = 5  N1 = 7", without what is not there.
template <class Number>
std::string pair_text(std::string_view letter, const std::optional<Number>& older,
                      const std::optional<Number>& newer) {
  std::string text;
  if (older) text += fmt::format("{}0 = {}  ", letter, *older);
  if (newer) text += fmt::format("{}1 = {}", letter, *newer);
  return text;
}

std::string clock_text(const provenance& p) {
  if (!p.frequency) return {};
  const auto readings = pair_text("D", p.d0, p.d1);
  const auto span = p.d0 && p.d1 && *p.frequency > 0 && *p.d1 > *p.d0
                        ? fmt::format(", {:.6f} s apart",
                                      static_cast<double>(*p.d1 - *p.d0) / static_cast<double>(*p.frequency))
                        : std::string{};
  return fmt::format("{}{}F = {} ticks a second of {}{}", readings, readings.empty() ? "" : "  ",
                     *p.frequency, p.clock, span);
}

// All digits: here they are compared with what somebody else computed.
std::string value_text(const row& shown, const provenance& p) {
  const auto remark = remark_of(shown);
  if (!p.result.value) return fmt::format("none: {}", remark);
  const auto value = fmt::format("{}{}{}", *p.result.value, p.unit.empty() ? "" : " ", p.unit);
  return remark.empty() ? value : fmt::format("{} ({})", value, remark);
}

std::vector<std::string> lines_of_finished_number(const row& shown) {
  labelled_lines lines(shown.path);
  const auto remark = remark_of(shown);
  const auto value = fmt::format("{}", *shown.cooked.value);
  lines.add("value", remark.empty() ? value : fmt::format("{} ({})", value, remark));
  lines.add("type", "not known: the log holds finished numbers only");
  return lines.take();
}

}  // namespace

std::vector<std::string> provenance_lines(const row& shown, std::string_view help) {
  if (shown.cooked.value && !shown.newer.value) return lines_of_finished_number(shown);
  const provenance p = explain(shown.older ? &*shown.older : nullptr, shown.newer);
  labelled_lines lines(shown.path);
  lines.add("value", value_text(shown, p));
  lines.add("type", fmt::format("{} ({:#010x}), {} bytes", p.type_name, p.type_code, shown.newer.size));
  lines.add("raw", pair_text("N", p.n0, p.n1));
  lines.add("time base", clock_text(p));
  lines.add("base", pair_text("B", p.b0, p.b1));
  lines.add("formula", p.formula);
  lines.add("with numbers", p.with_numbers);
  lines.add("default scale", fmt::format("10^{}", shown.default_scale));
  if (shown.object_index != 0)
    lines.add("title index", fmt::format("{} of object {}", shown.counter_index, shown.object_index));
  lines.add("help", help);
  lines.add("formula from", p.formula.empty() ? std::string_view{} : std::string_view(p.source));
  return lines.take();
}

}  // namespace perfdata::cli
