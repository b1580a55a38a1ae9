#include "monitor/gui/panels/text.hpp"

#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/visual_order.hpp"

#include <imgui_internal.h>
#include <string>

namespace perfdata::monitor {

void draw_heading(const char* text, const look& look) {
  ImGui::PushFont(look.fonts.strong);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(text);
  ImGui::PopFont();
}

void draw_text(std::string_view logical, ImU32 colour, bool wrapped) {
  std::string room;
  const auto text = in_visual_order(logical, room);
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  if (wrapped) ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  if (wrapped) ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
}

void draw_clipped(std::string_view logical, ImU32 colour, float width) {
  std::string room;
  const auto text = in_visual_order(logical, room);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::CalcTextSize(text.data(), text.data() + text.size());
  const float height = ImGui::GetTextLineHeight();
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, {at.x + width, at.y + height}, at.x + width,
                            at.x + width, text.data(), text.data() + text.size(), &size);
  ImGui::PopStyleColor();
  ImGui::Dummy({width, height});
  if (size.x > width && ImGui::IsItemHovered())
    ImGui::SetTooltip("%.*s", static_cast<int>(text.size()), text.data());
}

void draw_right_aligned(std::string_view text, ImU32 colour) {
  const float room =
      ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
  if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
  draw_text(text, colour);
}

bool rested_on_item() {
  return ImGui::IsItemHovered() && ImGui::GetCurrentContext()->HoveredIdTimer > 0.5f;
}

bool quiet_button(const char* label, const look& look) {
  ImGui::PushStyleColor(ImGuiCol_Button, faded(look.theme.control, 0));
  const bool clicked = ImGui::SmallButton(label);
  ImGui::PopStyleColor();
  return clicked;
}

bool cross_button(const char* id, const look& look) {
  const float side = ImGui::GetTextLineHeight();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(id, {side, side});
  const ImU32 colour = ImGui::IsItemHovered() ? look.theme.bad : look.theme.muted;
  const ImVec2 middle{at.x + side / 2, at.y + side / 2};
  const float arm = side * 0.22f;
  auto& list = *ImGui::GetWindowDrawList();
  list.AddLine({middle.x - arm, middle.y - arm}, {middle.x + arm, middle.y + arm}, colour, 1.4f * look.scale);
  list.AddLine({middle.x - arm, middle.y + arm}, {middle.x + arm, middle.y - arm}, colour, 1.4f * look.scale);
  return clicked;
}

}  // namespace perfdata::monitor
