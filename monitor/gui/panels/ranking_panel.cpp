#include "monitor/gui/panels/ranking_panel.hpp"

#include "monitor/core/display_unit.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <cmath>
#include <imgui_stdlib.h>

namespace perfdata::monitor {
namespace {

constexpr std::uint32_t process_object = 230;

const catalog_object* find_object(const source_view& source, std::uint32_t index) {
  const auto& objects = source.newest->catalog->objects;
  const auto found = std::ranges::find(objects, index, &catalog_object::title_index);
  return found == objects.end() ? nullptr : &*found;
}

void choose_first_object(const source_view& source, selection& chosen, const ranking_memory& memory) {
  if (chosen.ranked && chosen.ranked->source == source.id) return;
  const auto* object = memory.shown ? find_object(source, memory.shown->object_index) : nullptr;
  if (object == nullptr) object = find_object(source, process_object);
  const auto& objects = source.newest->catalog->objects;
  const auto any = std::ranges::find(objects, true, &catalog_object::has_instances);
  if (object == nullptr && any != objects.end()) object = &*any;
  chosen.ranked.reset();
  if (object != nullptr) chosen.ranked = rank_instances(source.id, *object);
}

void take_newest(const source_view& source, const selection& chosen, ranking_memory& memory) {
  if (memory.shown != chosen.ranked) {
    memory.ranking.clear();
    memory.taken = 0;
    memory.sorted_by = 0;
    memory.descending = true;
    memory.stale = true;
    memory.shown = chosen.ranked;
  }
  for (const auto& sample : source.newest->recent) {
    if (sample->sequence <= memory.taken || !sample->answered) continue;
    memory.taken = sample->sequence;
    memory.ranking.take(sample->rows(), chosen.ranked->object_index);
    memory.stale = true;
  }
}

void draw_object_choice(const source_view& source, selection& chosen, const look& look) {
  const auto* object = find_object(source, chosen.ranked->object_index);
  ImGui::SetNextItemWidth(look.px(190));
  if (!ImGui::BeginCombo("##object", object != nullptr ? object->name.c_str() : "")) return;
  for (const auto& each : source.newest->catalog->objects) {
    if (!each.has_instances) continue;
    if (ImGui::Selectable(each.name.c_str(), &each == object))
      chosen.ranked = rank_instances(source.id, each);
  }
  ImGui::EndCombo();
}

void draw_sparkline(const recent_values& recent, ImU32 colour, ImVec2 size, float thickness) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy(size);
  float highest = 0;
  for (std::size_t i = 0; i < recent.size(); ++i)
    if (recent[i] > highest) highest = recent[i];
  auto& list = *ImGui::GetWindowDrawList();
  const auto count = static_cast<float>(recent_values::most - 1);
  const float first = size.x * (1 - (static_cast<float>(recent.size()) - 1) / count);
  const auto flush = [&] { list.PathStroke(colour, 0, thickness); };
  for (std::size_t i = 0; i < recent.size(); ++i) {
    if (std::isnan(recent[i])) {
      flush();
      continue;
    }
    const float part = highest > 0 ? std::clamp(recent[i] / highest, 0.0f, 1.0f) : 0.0f;
    list.PathLineTo(
        {at.x + first + size.x * static_cast<float>(i) / count, at.y + size.y - 1 - part * (size.y - 2)});
  }
  flush();
}

struct ranking_table {
  selection& chosen;
  const monitor::look& look;
  ranking_memory& memory;
  bool with_process = false;

  void set_up_columns() const;
  void follow_sorting() const;
  void draw_row(const ranked_instance& instance) const;
  void draw_value(const ranked_instance& instance, std::size_t counter) const;
  void act_on(const ranked_instance& instance) const;
  [[nodiscard]] std::size_t sparked() const noexcept {
    return memory.sorted_by < memory.ranking.counters().size() ? memory.sorted_by : 0;
  }
  [[nodiscard]] int first_value_column() const noexcept { return with_process ? 2 : 1; }
};

void ranking_table::set_up_columns() const {
  ImGui::TableSetupScrollFreeze(1, 1);
  const auto names = static_cast<ImGuiID>(memory.ranking.counters().size());
  ImGui::TableSetupColumn("Instance", ImGuiTableColumnFlags_WidthStretch, look.px(150), names);
  if (with_process)
    ImGui::TableSetupColumn("ID", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_NoSort,
                            look.px(62));
  for (ImGuiID i = 0; i < names; ++i)
    ImGui::TableSetupColumn(memory.ranking.counters()[i].name.c_str(),
                            ImGuiTableColumnFlags_WidthStretch | ImGuiTableColumnFlags_PreferSortDescending |
                                (i == 0 ? ImGuiTableColumnFlags_DefaultSort : 0),
                            ImGui::CalcTextSize(memory.ranking.counters()[i].name.c_str()).x + look.px(28),
                            i);
  ImGui::TableSetupColumn("##past", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_NoSort,
                          look.px(96));
  ImGui::TableHeadersRow();
}

void ranking_table::follow_sorting() const {
  if (auto* specs = ImGui::TableGetSortSpecs();
      specs != nullptr && specs->SpecsDirty && specs->SpecsCount > 0) {
    memory.sorted_by = specs->Specs[0].ColumnUserID;
    memory.descending = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
    specs->SpecsDirty = false;
    memory.stale = true;
  }
  if (!std::exchange(memory.stale, false)) return;
  memory.order = memory.ranking.order(memory.sorted_by, memory.descending, memory.filter);
}

// The counter whose cell the mouse is on; elsewhere the one that the table is sorted by.
void ranking_table::act_on(const ranked_instance& instance) const {
  auto counter = sparked();
  for (std::size_t i = 0; i < memory.ranking.counters().size(); ++i)
    if ((ImGui::TableGetColumnFlags(first_value_column() + static_cast<int>(i)) &
         ImGuiTableColumnFlags_IsHovered) != 0)
      counter = i;
  if (instance.paths[counter].empty()) return;
  chosen.inspected = series_key{chosen.ranked->source, instance.paths[counter]};
  if (!ImGui::IsMouseDoubleClicked(0)) return;
  if (auto path = counter_path::parse(instance.paths[counter])) {
    path->machine.clear();
    choose(chosen, {chosen.ranked->source, std::move(*path)});
  }
}

void ranking_table::draw_value(const ranked_instance& instance, std::size_t counter) const {
  const auto& what = memory.ranking.counters()[counter];
  const auto& value = instance.values[counter];
  const bool inspected = chosen.inspected && chosen.inspected->path == instance.paths[counter];
  ImGui::TableNextColumn();
  if (!value.value) {
    draw_right_aligned("–", look.theme.muted);
    return;
  }
  const auto unit = unit_of(what.type, what.name);
  draw_right_aligned(format_value(*value.value * unit.factor, unit.kind), inspected ? look.theme.accent
                                                                          : counter == sparked()
                                                                              ? look.theme.text
                                                                              : look.theme.muted);
}

void ranking_table::draw_row(const ranked_instance& instance) const {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  if (ImGui::Selectable("##row", false,
                        ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowDoubleClick))
    act_on(instance);
  if (rested_on_item()) ImGui::SetTooltip("Click: where the value comes from. Double click: chart it.");
  ImGui::SameLine(0, 0);
  draw_clipped(instance.name.empty() ? "(no name)" : instance.name, look.theme.text,
               ImGui::GetContentRegionAvail().x);
  if (with_process) {
    ImGui::TableNextColumn();
    draw_right_aligned(instance.process ? std::to_string(*instance.process) : "", look.theme.muted);
  }
  for (std::size_t i = 0; i < memory.ranking.counters().size(); ++i) draw_value(instance, i);
  ImGui::TableNextColumn();
  if (sparked() < instance.recent.size())
    draw_sparkline(instance.recent[sparked()], look.theme.accent,
                   {ImGui::GetContentRegionAvail().x, ImGui::GetTextLineHeight()}, look.px(1.2f));
}

void draw_table(selection& chosen, const look& look, ranking_memory& memory) {
  ranking_table table{chosen, look, memory};
  table.with_process = std::ranges::any_of(memory.ranking.instances(),
                                           [](const auto& each) { return each.process.has_value(); });
  const int columns = table.first_value_column() + static_cast<int>(memory.ranking.counters().size()) + 1;
  const auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable | ImGuiTableFlags_Resizable |
                     ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_PadOuterX | ImGuiTableFlags_RowBg |
                     ImGuiTableFlags_NoBordersInBody;
  ImGui::PushID(static_cast<int>(chosen.ranked->object_index));
  ImGui::PushID(columns);  // what the table remembers of its columns belongs to these
  if (ImGui::BeginTable("##ranking", columns, flags)) {
    table.set_up_columns();
    table.follow_sorting();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(memory.order.size()));
    while (clipper.Step())
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        ImGui::PushID(i);
        table.draw_row(memory.ranking.instances()[memory.order[static_cast<std::size_t>(i)]]);
        ImGui::PopID();
      }
    ImGui::EndTable();
  }
  ImGui::PopID();
  ImGui::PopID();
}

}  // namespace

void draw_ranking(const frame& frame, selection& chosen, const look& look, ranking_memory& memory) {
  const auto* source = find_source(frame, chosen.browsed);
  if (source == nullptr || !source->newest->catalog) {
    draw_text("The instances of an object are ranked here once a source answers.", look.theme.muted, true);
    return;
  }
  choose_first_object(*source, chosen, memory);
  if (!chosen.ranked) {
    draw_text("No object of this source has instances.", look.theme.muted, true);
    return;
  }
  take_newest(*source, chosen, memory);
  draw_object_choice(*source, chosen, look);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(look.px(190));
  if (ImGui::InputTextWithHint("##name", "Name or process number", &memory.filter)) memory.stale = true;
  ImGui::SameLine();
  const auto shown = memory.filter.empty() ? memory.ranking.instances().size() : memory.order.size();
  draw_text(
      memory.ranking.instances().empty() ? "waiting for a sample" : std::to_string(shown) + " instances",
      look.theme.muted);
  if (!memory.ranking.counters().empty()) draw_table(chosen, look, memory);
}

}  // namespace perfdata::monitor
