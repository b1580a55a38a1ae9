#include "monitor/gui/panels/browser.hpp"

#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <imgui_stdlib.h>
#include <string>
#include <vector>

namespace perfdata::monitor {
namespace {

constexpr std::ptrdiff_t few_counters = 2;  // of an object: a filter that leaves no more opens them at once

bool holds(std::string_view text, std::string_view word) noexcept {
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at)
    if (equals_ignoring_case(text.substr(at, word.size()), word)) return true;
  return word.empty();
}

/// What the parts of the tree need while it is drawn.
struct browser {
  const monitor::frame& frame;
  selection& chosen;
  const monitor::look& look;
  source_id source;

  void draw_object(const catalog_object& object);
  void draw_counter(const catalog_object& object, const catalog_counter& counter, bool opened);
  void draw_instances(const catalog_object& object, const catalog_counter& counter);
  void draw_leaf(const char* label, const chosen_path& path, std::string_view help);
  void draw_instance(const catalog_object& object, const catalog_counter& counter, const std::string& name);

  [[nodiscard]] bool shows(const catalog_object& object, const catalog_counter& counter) const;
  [[nodiscard]] const series* line_of(const chosen_path& path) const;
};

/// A name as a path spells it: what no table knows is listed as "#index" and asked for by its index.
std::string spell(const std::string& name, std::uint32_t index) {
  return name.empty() || name.starts_with('#') ? std::to_string(index) : name;
}

chosen_path path_of(source_id source, const catalog_object& object, const catalog_counter& counter) {
  return {source,
          {.object = spell(object.name, object.title_index),
           .counter = spell(counter.name, counter.title_index)}};
}

/// "svchost#3" is the fourth of that name; a name with a # of its own is not.
void set_instance(counter_path& path, const std::string& display) {
  const auto hash = display.rfind('#');
  const bool numbered = hash != std::string::npos && hash + 1 < display.size() &&
                        display.size() - hash < 10 &&
                        std::all_of(display.begin() + static_cast<std::ptrdiff_t>(hash) + 1, display.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
  path.instance = numbered ? display.substr(0, hash) : display;
  if (numbered) path.index = static_cast<std::uint32_t>(std::stoul(display.substr(hash + 1)));
}

void draw_help(std::string_view title, std::string_view help, const look& look) {
  if (help.empty() || !rested_on_item()) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(look.px(400));
  ImGui::PushFont(look.fonts.strong);
  ImGui::TextUnformatted(title.data(), title.data() + title.size());
  ImGui::PopFont();
  ImGui::TextUnformatted(help.data(), help.data() + help.size());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

bool browser::shows(const catalog_object& object, const catalog_counter& counter) const {
  return passes_filter(chosen.filter, object.name + " " + counter.name);
}

const series* browser::line_of(const chosen_path& path) const {
  for (const auto& line : frame.lines)
    if (line.key.source == source && covers(path.path, line.newest)) return &line;
  return nullptr;
}

void browser::draw_leaf(const char* label, const chosen_path& path, std::string_view help) {
  const bool wildcard = path.path.has_wildcard();
  const bool charted = is_chosen(chosen, path);
  const series* line = wildcard ? nullptr : line_of(path);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float side = ImGui::GetFontSize();
  const std::string text = fmt::format("      {}", label);
  if (ImGui::Selectable(text.c_str())) {
    if (line != nullptr && !charted)
      remove_line(chosen, series(*line));
    else if (charted)
      unchoose(chosen, path);
    else
      choose(chosen, path);
  }
  draw_help(label, help, look);
  const ImVec2 middle{at.x + side * 0.55f, at.y + ImGui::GetTextLineHeight() / 2};
  auto& list = *ImGui::GetWindowDrawList();
  if (line != nullptr)
    list.AddCircleFilled(middle, side * 0.27f, line_colour(look.theme, line->colour));
  else if (charted)
    list.AddCircleFilled(middle, side * 0.27f, look.theme.accent);
  else
    list.AddCircle(middle, side * 0.25f, look.theme.muted, 0, look.px(1));
}

void browser::draw_instance(const catalog_object& object, const catalog_counter& counter,
                            const std::string& name) {
  auto path = path_of(source, object, counter);
  set_instance(path.path, name);
  ImGui::PushID(name.c_str());
  draw_leaf(name.empty() ? "(no name)" : name.c_str(), path, counter.help);
  ImGui::PopID();
}

void browser::draw_instances(const catalog_object& object, const catalog_counter& counter) {
  auto all = path_of(source, object, counter);
  all.path.instance = "*";
  draw_leaf("all instances", all, counter.help);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(object.instances.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      ImGui::PushID(i);
      draw_instance(object, counter, object.instances[static_cast<std::size_t>(i)]);
      ImGui::PopID();
    }
}

void browser::draw_counter(const catalog_object& object, const catalog_counter& counter, bool opened) {
  ImGui::PushID(static_cast<int>(counter.title_index));
  if (!object.has_instances) {
    draw_leaf(counter.name.c_str(), path_of(source, object, counter), counter.help);
  } else {
    if (opened) ImGui::SetNextItemOpen(true, ImGuiCond_Once);
    const bool open = ImGui::TreeNodeEx(counter.name.c_str(), ImGuiTreeNodeFlags_SpanAvailWidth);
    draw_help(counter.name, counter.help, look);
    if (open) {
      draw_instances(object, counter);
      ImGui::TreePop();
    }
  }
  ImGui::PopID();
}

void browser::draw_object(const catalog_object& object) {
  const auto found = std::count_if(object.counters.begin(), object.counters.end(),
                                   [&](const catalog_counter& counter) { return shows(object, counter); });
  if (found == 0) return;
  const bool filtered = !chosen.filter.empty();
  ImGui::PushID(static_cast<int>(object.title_index));
  if (filtered) ImGui::SetNextItemOpen(true, ImGuiCond_Once);
  const bool open = ImGui::TreeNodeEx(object.name.c_str(), ImGuiTreeNodeFlags_SpanAvailWidth);
  draw_help(object.name, object.help, look);
  if (open) {
    for (const auto& counter : object.counters)
      if (shows(object, counter)) draw_counter(object, counter, filtered && found <= few_counters);
    ImGui::TreePop();
  }
  ImGui::PopID();
}

void draw_source_choice(const frame& frame, selection& chosen) {
  const auto* browsed = find_source(frame, chosen.browsed);
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::BeginCombo("##source", browsed != nullptr ? browsed->label.c_str() : "")) return;
  for (const auto& source : frame.sources)
    if (ImGui::Selectable(source.label.c_str(), source.id == chosen.browsed)) chosen.browsed = source.id;
  ImGui::EndCombo();
}

}  // namespace

bool passes_filter(std::string_view filter, std::string_view text) noexcept {
  while (!filter.empty()) {
    const auto blank = filter.find(' ');
    const auto word = filter.substr(0, blank);
    if (!holds(text, word)) return false;
    filter = blank == std::string_view::npos ? std::string_view{} : filter.substr(blank + 1);
  }
  return true;
}

void draw_browser(const frame& frame, selection& chosen, const look& look) {
  const auto* source = find_source(frame, chosen.browsed);
  draw_heading("Counters", look);
  if (source != nullptr && source->newest->catalog) {
    const float width = ImGui::CalcTextSize("Refresh").x + ImGui::GetStyle().FramePadding.x * 2;
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - width);
    if (quiet_button("Refresh", look)) chosen.requests.emplace_back(refresh_request{source->id});
    if (rested_on_item()) ImGui::SetTooltip("Ask for the instances that are there now");
  }
  if (frame.sources.size() > 1) draw_source_choice(frame, chosen);
  ImGui::SetNextItemWidth(-1);
  ImGui::InputTextWithHint("##filter", "Filter, e.g. disk read", &chosen.filter);

  ImGui::BeginChild("##tree", {0, 0}, false);
  if (source == nullptr) {
    draw_text("No source. Connect to one to see its counters.", look.theme.muted, true);
  } else if (!source->newest->catalog) {
    draw_text("Its counters are listed here once it answers.", look.theme.muted, true);
  } else {
    browser tree{frame, chosen, look, source->id};
    // The id of the filter is part of the tree's: each new filter finds its objects opened.
    ImGui::PushID(chosen.filter.c_str());
    for (const auto& object : source->newest->catalog->objects) tree.draw_object(object);
    ImGui::PopID();
  }
  ImGui::EndChild();
}

}  // namespace perfdata::monitor
