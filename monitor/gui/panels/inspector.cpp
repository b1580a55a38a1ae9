#include "monitor/gui/panels/inspector.hpp"

#include "monitor/core/display_unit.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include <perfdata/cook/provenance.hpp>

namespace perfdata::monitor {
namespace {

template <class Number>
std::string digits_of(const std::optional<Number>& number) {
  return number ? fmt::format("{}", *number) : std::string("–");
}

void draw_fact(const char* name, std::string_view text, const look& look) {
  if (text.empty()) return;
  draw_text(name, look.theme.muted);
  draw_text(text, look.theme.text, true);
  ImGui::Spacing();
}

template <class Number>
void draw_numbers(const char* name, const char* meaning, const std::optional<Number>& older,
                  const std::optional<Number>& newer, const look& look) {
  if (!older && !newer) return;
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  draw_text(name, look.theme.text);
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", meaning);
  ImGui::TableNextColumn();
  draw_right_aligned(digits_of(older), look.theme.muted);
  ImGui::TableNextColumn();
  draw_right_aligned(digits_of(newer), look.theme.text);
}

void draw_raw(const provenance& origin, const look& look) {
  if (!ImGui::BeginTable("##raw", 3, ImGuiTableFlags_SizingStretchProp)) return;
  ImGui::TableSetupColumn("##name", ImGuiTableColumnFlags_WidthFixed, look.px(22));
  ImGui::TableSetupColumn("older");
  ImGui::TableSetupColumn("newer");
  ImGui::TableNextRow();
  for (int i = 1; i < 3; ++i) {
    ImGui::TableSetColumnIndex(i);
    draw_right_aligned(ImGui::TableGetColumnName(i), look.theme.muted);
  }
  draw_numbers("N", "the raw value", origin.n0, origin.n1, look);
  draw_numbers("D", "the clock", origin.d0, origin.d1, look);
  draw_numbers("B", "the base, or the multiplier of a multi timer", origin.b0, origin.b1, look);
  draw_numbers("F", "ticks of the clock a second", std::optional<std::int64_t>(), origin.frequency, look);
  ImGui::EndTable();
}

std::string span_of(const provenance& origin) {
  if (!origin.d0 || !origin.d1 || !origin.frequency || *origin.frequency <= 0 || *origin.d1 < *origin.d0)
    return {};
  const double seconds = (static_cast<double>(*origin.d1) - static_cast<double>(*origin.d0)) /
                         static_cast<double>(*origin.frequency);
  return fmt::format("{} by {}", format_value(seconds, unit_kind::seconds), origin.clock);
}

void draw_value(const row& shown, const provenance& origin, const look& look) {
  const auto unit = unit_of(shown.newer.type, shown.counter);
  ImGui::PushFont(look.fonts.strong);
  if (shown.cooked.value)
    draw_text(format_value(*shown.cooked.value * unit.factor, unit.kind), look.theme.accent);
  else
    draw_text(to_string(shown.cooked.status), look.theme.warning);
  ImGui::PopFont();
  if (shown.cooked.value &&
      (shown.cooked.status != cooked_status::ok || unit.factor != 1 || origin.unit.empty())) {
    ImGui::SameLine();
    draw_text(
        fmt::format("{:.10g}{}{}", *shown.cooked.value, shown.cooked.status == cooked_status::ok ? "" : ", ",
                    shown.cooked.status == cooked_status::ok ? "" : to_string(shown.cooked.status)),
        look.theme.muted);
  }
  ImGui::Spacing();
}

void draw_origin(const row& shown, std::string_view help, const look& look) {
  const auto origin = explain(shown.older ? &*shown.older : nullptr, shown.newer);
  draw_value(shown, origin, look);
  draw_fact("Counter type", fmt::format("{}  0x{:08x}", origin.type_name, origin.type_code), look);
  draw_fact("Formula", origin.formula, look);
  draw_fact("With these numbers", origin.with_numbers, look);
  draw_raw(origin, look);
  ImGui::Spacing();
  draw_fact("Time between the samples", span_of(origin), look);
  draw_fact("Unit of the result", origin.unit.empty() ? "a plain number" : origin.unit, look);
  draw_fact("What it means", help, look);
  draw_fact("Formula published", origin.source, look);
}

}  // namespace

const row* inspected_row(const frame& frame, const selection& chosen) {
  if (!chosen.inspected) return nullptr;
  for (const auto& line : frame.lines)
    if (line.key == *chosen.inspected) return &line.newest;
  const auto* source = find_source(frame, chosen.inspected->source);
  if (source == nullptr || source->newest->recent.empty()) return nullptr;
  const auto rows = source->newest->recent.back()->rows();
  const auto found = std::ranges::find(rows, chosen.inspected->path, &row::path);
  return found == rows.end() ? nullptr : &*found;
}

std::string help_of(const frame& frame, source_id source, const row& inspected) {
  const auto* view = find_source(frame, source);
  if (view == nullptr || !view->newest->catalog) return {};
  for (const auto& object : view->newest->catalog->objects) {
    if (object.title_index != inspected.object_index) continue;
    for (const auto& counter : object.counters)
      if (counter.title_index == inspected.counter_index) return counter.help;
  }
  return {};
}

void draw_inspector(const frame& frame, selection& chosen, const look& look) {
  if (!chosen.inspected) return;
  draw_heading("Where the value comes from", look);
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ImGui::GetTextLineHeight());
  if (cross_button("##close", look)) {
    chosen.inspected.reset();
    return;
  }
  ImGui::BeginChild("##origin", {0, 0}, false);
  draw_text(chosen.inspected->path, look.theme.muted, true);
  ImGui::Spacing();
  if (const auto* shown = inspected_row(frame, chosen))
    draw_origin(*shown, help_of(frame, chosen.inspected->source, *shown), look);
  else
    draw_text("It is not in the newest sample.", look.theme.warning, true);
  ImGui::EndChild();
}

}  // namespace perfdata::monitor
