#include "monitor/gui/panels/palette.hpp"

#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <imgui_stdlib.h>
#include <utility>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace perfdata::monitor {
namespace {

constexpr const char* popup_name = "##palette";
constexpr std::size_t rows_in_view = 14;

bool is_path(std::string_view typed) {
  return typed.starts_with('\\');
}

void begin(const action_scene& scene, palette_memory& memory) {
  memory.typed = memory.question ? memory.question->text : "";
  memory.complaint.clear();
  memory.cursor = 0;
  ++memory.round;
  memory.focus_wanted = true;
  memory.takes_text = false;
  memory.actions.clear();
  memory.names.clear();
  if (!memory.question) memory.actions = actions_now(scene);
  for (const auto& each : memory.actions) memory.names.emplace_back(each.name);
  memory.found = find_actions(memory.names, "");
}

void close(palette_memory& memory) {
  memory.open = false;
  memory.question.reset();
  ImGui::CloseCurrentPopup();
}

result<counter_path> typed_path(const action_scene& scene, const std::string& text) {
  auto path = counter_path::parse(text);
  if (path && find_source(scene.seen, scene.chosen.browsed) == nullptr)
    return failure({.code = errc::invalid_argument, .message = "connect to a source first"});
  if (path) path->machine.clear();
  return path;
}

void note_typing(const action_scene& scene, palette_memory& memory) {
  memory.cursor = 0;
  memory.complaint.clear();
  if (memory.question) return;
  memory.found =
      is_path(memory.typed) ? std::vector<std::size_t>() : find_actions(memory.names, memory.typed);
  if (!is_path(memory.typed)) return;
  if (const auto path = typed_path(scene, memory.typed); !path) memory.complaint = path.error().message;
}

void answer_question(const action_scene& scene, palette_memory& memory) {
  const auto asked = *memory.question;  // which may ask the next one
  memory.question.reset();
  const auto done = asked.answer(scene, memory.typed);
  if (done && !memory.question) return close(memory);
  if (done) return begin(scene, memory);
  memory.question = asked;
  memory.complaint = done.error().message;
  memory.focus_wanted = true;
}

void run_chosen(const action_scene& scene, palette_memory& memory, std::size_t position) {
  if (position >= memory.found.size()) {
    memory.focus_wanted = true;
    return;
  }
  const auto chosen = memory.actions[memory.found[position]];
  chosen.run(scene);
  if (memory.question) return begin(scene, memory);
  close(memory);
}

void carry_out(const action_scene& scene, palette_memory& memory) {
  if (memory.question) return answer_question(scene, memory);
  if (!is_path(memory.typed)) return run_chosen(scene, memory, memory.cursor);
  const auto path = typed_path(scene, memory.typed);
  memory.focus_wanted = !path;
  if (!path) return;
  choose(scene.chosen, {scene.chosen.browsed, *path});
  close(memory);
}

void draw_row(const action_scene& scene, const look& look, palette_memory& memory, std::size_t position) {
  const auto& each = memory.actions[memory.found[position]];
  ImGui::PushID(static_cast<int>(position));
  const float start = ImGui::GetCursorPosX();
  const bool clicked =
      ImGui::Selectable("##row", position == memory.cursor, ImGuiSelectableFlags_DontClosePopups);
  ImGui::PopID();
  const float keys = each.keys.empty() ? 0.0f : ImGui::CalcTextSize(each.keys.c_str()).x;
  ImGui::SameLine(start);
  const float room = ImGui::GetContentRegionAvail().x - keys - look.px(12);
  draw_clipped(each.name, look.theme.text, std::max(room, 1.0f));
  if (keys > 0) {
    ImGui::SameLine();
    draw_right_aligned(each.keys, look.theme.muted);
  }
  if (clicked) run_chosen(scene, memory, position);
}

void draw_found(const action_scene& scene, const look& look, palette_memory& memory) {
  const float row = ImGui::GetTextLineHeightWithSpacing();
  const auto shown = std::min(memory.found.size(), rows_in_view);
  ImGui::BeginChild("##found", {0, row * static_cast<float>(std::max<std::size_t>(shown, 1))}, false);
  const float at = row * static_cast<float>(memory.cursor);
  if (at < ImGui::GetScrollY()) ImGui::SetScrollY(at);
  if (at + row > ImGui::GetScrollY() + ImGui::GetWindowHeight())
    ImGui::SetScrollY(at + row - ImGui::GetWindowHeight());
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(memory.found.size()), row);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      if (static_cast<std::size_t>(i) < memory.found.size())
        draw_row(scene, look, memory, static_cast<std::size_t>(i));
  if (memory.found.empty()) draw_text("Nothing of that name can be done now.", look.theme.muted);
  ImGui::EndChild();
}

void draw_path_row(const action_scene& scene, const look& look, const palette_memory& memory) {
  const auto* source = find_source(scene.seen, scene.chosen.browsed);
  if (memory.complaint.empty() && source != nullptr)
    draw_text(fmt::format("Enter charts it, of {}", source->label), look.theme.good);
}

void move_cursor(palette_memory& memory) {
  if (memory.found.empty()) return;
  const auto step = [&](int key, std::size_t by) {
    if (key_pressed(key, true)) memory.cursor = (memory.cursor + by) % memory.found.size();
  };
  step(GLFW_KEY_DOWN, 1);
  step(GLFW_KEY_UP, memory.found.size() - 1);
}

void draw_content(const action_scene& scene, const look& look, palette_memory& memory) {
  if (memory.question) draw_heading(memory.question->title.c_str(), look);
  if (std::exchange(memory.focus_wanted, false)) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  const char* hint =
      memory.question ? memory.question->hint.c_str() : R"(What to do, or \Object(instance)\Counter)";
  ImGui::PushID(memory.round);
  const bool changed = ImGui::InputTextWithHint("##typed", hint, &memory.typed);
  memory.takes_text = ImGui::IsItemActive() && !ImGui::IsItemActivated();
  ImGui::PopID();
  if (changed) note_typing(scene, memory);
  move_cursor(memory);
  if (!memory.complaint.empty()) draw_text(memory.complaint, look.theme.bad, true);
  if (is_path(memory.typed))
    draw_path_row(scene, look, memory);
  else if (!memory.question)
    draw_found(scene, look, memory);
}

}  // namespace

std::vector<std::size_t> find_actions(const std::vector<searchable_name>& names, std::string_view typed) {
  std::vector<searchable_name> words;
  while (!typed.empty()) {
    const auto end = std::min(typed.find(' '), typed.size());
    if (end > 0) words.emplace_back(typed.substr(0, end));
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  std::vector<std::pair<int, std::size_t>> scored;
  for (std::size_t i = 0; i < names.size(); ++i) {
    int score = 1;
    for (const auto& word : words) {
      const int one = std::max(fit(word, names[i]), fit_with_typo(word, names[i]));
      score = one == 0 ? 0 : score + one;
      if (score == 0) break;
    }
    if (score > 0) scored.emplace_back(-score, i);
  }
  std::ranges::sort(scored);
  std::vector<std::size_t> found;
  found.reserve(scored.size());
  for (const auto& each : scored) found.push_back(each.second);
  return found;
}

void draw_palette(const action_scene& scene, const look& look) {
  auto& memory = scene.memory.palette;
  if (memory.open && !ImGui::IsPopupOpen(popup_name)) {
    begin(scene, memory);
    ImGui::OpenPopup(popup_name);
  }
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(look.px(620), screen.x * 0.9f);
  ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.12f}, ImGuiCond_Always, {0.5f, 0});
  ImGui::SetNextWindowSize({width, 0});
  const auto flags = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoScrollbar;
  if (!ImGui::BeginPopup(popup_name, flags)) {
    memory.open = false;
    memory.question.reset();
    return;
  }
  draw_content(scene, look, memory);
  if (key_pressed(GLFW_KEY_ENTER) || key_pressed(GLFW_KEY_KP_ENTER)) carry_out(scene, memory);
  if (key_pressed(GLFW_KEY_ESCAPE)) close(memory);
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
