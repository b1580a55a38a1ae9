#include "monitor/gui/panels/sources.hpp"

#include "monitor/core/display_unit.hpp"
#include "monitor/core/local_clock.hpp"
#include "monitor/gui/panels/legend_values.hpp"
#include "monitor/gui/panels/text.hpp"

#include <fmt/format.h>
#include <string>

namespace perfdata::monitor {
namespace {

ImU32 colour_of(source_state state, const theme& theme) {
  switch (state) {
    case source_state::live: return theme.good;
    case source_state::connecting:
    case source_state::ended:
    case source_state::paused: return theme.muted;
    case source_state::reconnecting: return theme.warning;
    case source_state::failed: return theme.bad;
  }
  return theme.muted;
}

void draw_menu(const source_view& source, selection& chosen, const look& look) {
  const auto state = source.newest->state;
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ImGui::CalcTextSize("More").x -
                  ImGui::GetStyle().FramePadding.x * 2);
  if (quiet_button("More", look)) ImGui::OpenPopup("##menu");
  if (!ImGui::BeginPopup("##menu")) return;
  const bool paused = state == source_state::paused;
  if (ImGui::MenuItem(paused ? "Sample again" : "Stop sampling"))
    chosen.requests.emplace_back(pause_request{source.id, !paused});
  const bool recorded = source.newest->recording.has_value();
  if (ImGui::MenuItem(recorded ? "Look whether it has grown" : "Try now", nullptr, false,
                      state == source_state::failed || state == source_state::reconnecting ||
                          state == source_state::ended))
    chosen.requests.emplace_back(retry_request{source.id});
  if (ImGui::MenuItem("Show in the browser")) chosen.browsed = source.id;
  ImGui::Separator();
  if (ImGui::MenuItem("Disconnect")) chosen.requests.emplace_back(disconnect_request{source.id});
  ImGui::EndPopup();
}

void draw_label(const source_view& source, const look& look) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetTextLineHeight();
  ImGui::GetWindowDrawList()->AddCircleFilled({at.x + height * 0.3f, at.y + height * 0.55f}, height * 0.24f,
                                              colour_of(source.newest->state, look.theme));
  ImGui::Dummy({height * 0.6f, height});
  ImGui::SameLine();
  ImGui::PushFont(look.fonts.strong);
  const float menu = ImGui::CalcTextSize("More").x + ImGui::GetStyle().FramePadding.x * 3;
  draw_clipped(source.label, look.theme.text, ImGui::GetContentRegionAvail().x - menu);
  ImGui::PopFont();
}

void draw_trouble(const source_frame& source, const look& look) {
  if (!source.last_error) return;
  const bool now = source.state == source_state::failed || source.state == source_state::reconnecting;
  const auto& trouble = *source.last_error;
  const auto when = local_clock(source.last_error_time);
  draw_text(fmt::format("{}{}: {}", now ? "" : "Recovered. At ", when, trouble.message),
            now ? look.theme.bad : look.theme.muted, true);
  if (now && !trouble.advice.empty()) draw_text("Try: " + trouble.advice, look.theme.text, true);
}

/// "reading, 34 %", then how long it is.
std::string recording_text(const source_frame& source) {
  const auto& told = *source.recording;
  if (source.state == source_state::live && told.passes_done < told.pass)
    return fmt::format("reading, {:.0f} %", told.done * 100);
  return "recorded · " + duration_text(told.whole.length());
}

void draw_state(const source_frame& source, const look& look) {
  const auto state = source.state;
  if (state == source_state::connecting && !source.step.empty())
    draw_text(source.step, look.theme.muted, true);
  else if (source.recording && (state == source_state::live || state == source_state::ended))
    draw_text(recording_text(source), look.theme.muted);
  else
    draw_text(to_string(state), colour_of(state, look.theme));
  const auto traffic = describe_traffic(source);
  if (traffic.empty() || source.recording || (state != source_state::live && state != source_state::paused))
    return;
  ImGui::SameLine(0, look.px(5));
  draw_text("· " + traffic, look.theme.muted);
  if (rested_on_item())
    ImGui::SetTooltip("%s, last answer at %s", source.machine.c_str(),
                      local_clock(source.last_answer_time).c_str());
}

void draw_source(const source_view& source, selection& chosen, const look& look) {
  const float indent = ImGui::GetTextLineHeight() * 0.6f + ImGui::GetStyle().ItemSpacing.x;
  draw_label(source, look);
  draw_menu(source, chosen, look);
  ImGui::Indent(indent);
  draw_state(*source.newest, look);
  draw_trouble(*source.newest, look);
  ImGui::Unindent(indent);
}

}  // namespace

std::string describe_traffic(const source_frame& source) {
  if (source.last_answer_time <= 0) return {};
  const double seconds = std::chrono::duration<double>(source.latency).count();
  return fmt::format("{} · {} a sample", format_value(seconds, unit_kind::seconds),
                     format_value(static_cast<double>(source.bytes), unit_kind::bytes));
}

namespace {

void draw_record_button(const recording_state& recording, selection& chosen, const look& look) {
  const bool on = !recording.path.empty();
  const char* label = on ? "Stop recording" : "Record";
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ImGui::CalcTextSize(label).x -
                  ImGui::GetStyle().FramePadding.x * 2);
  if (quiet_button(label, look))
    chosen.requests.emplace_back(record_request{on ? "" : suggested_recording()});
  if (rested_on_item())
    ImGui::SetTooltip("%s", on ? recording.path.c_str() : "Keep what live sources answer, in a file at home");
}

void draw_recording(const recording_state& recording, const look& look) {
  if (!recording.path.empty()) {
    draw_text(fmt::format("recording, {} so far",
                          format_value(static_cast<double>(recording.bytes), unit_kind::bytes)),
              look.theme.bad);
    draw_clipped(recording.path, look.theme.muted, ImGui::GetContentRegionAvail().x);
  } else if (recording.failed) {
    draw_text("Not recorded: " + recording.failed->message, look.theme.bad, true);
    if (!recording.failed->advice.empty())
      draw_text("Try: " + recording.failed->advice, look.theme.text, true);
  }
}

}  // namespace

float draw_sources(const frame& frame, selection& chosen, const look& look) {
  draw_heading("Sources", look);
  draw_record_button(frame.recording, chosen, look);
  const float above = ImGui::GetCursorPosY();
  ImGui::BeginChild("##sources", {0, 0}, false);
  draw_recording(frame.recording, look);
  for (const auto& source : frame.sources) {
    ImGui::PushID(static_cast<int>(source.id));
    draw_source(source, chosen, look);
    ImGui::Spacing();
    ImGui::PopID();
  }
  if (frame.sources.empty()) draw_text("None. Connect… adds one.", look.theme.muted, true);
  const float height = above + ImGui::GetCursorPosY() + ImGui::GetScrollY();
  ImGui::EndChild();
  return height;
}

}  // namespace perfdata::monitor
