// An ImGui context without a window: panels are drawn, input is made up, draw data is read.
#pragma once

#include "monitor/gui/look.hpp"

#include <algorithm>
#include <cfloat>
#include <imgui.h>

namespace perfdata::test {

/// A resource; one at a time.
class panel_stage {
 public:
  explicit panel_stage(float width = 1280, float height = 800) {
    ImGui::CreateContext();
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;  // as the OpenGL 3 backend says of itself
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0f / 60;
    io.MousePos = {-FLT_MAX, -FLT_MAX};
    look.theme = monitor::make_theme(monitor::theme_kind::dark, 1);
    look.fonts = monitor::load_fonts(*io.Fonts, 1);
    io.Fonts->SetTexID(nullptr);
    monitor::apply_theme(look.theme, 1);
  }
  panel_stage(const panel_stage&) = delete;
  panel_stage& operator=(const panel_stage&) = delete;
  ~panel_stage() { ImGui::DestroyContext(); }

  /// One frame with `draw` inside a window that fills the display.
  template <class Draw>
  void frame(Draw&& draw) {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("stage", nullptr, ImGuiWindowFlags_NoDecoration);
    draw();
    ImGui::End();
    ImGui::Render();
  }

  /// Frames in which the left button goes down and up at a place.
  template <class Draw>
  void click(ImVec2 place, Draw&& draw) {
    auto& io = ImGui::GetIO();
    io.MousePos = place;
    frame(draw);
    io.MouseDown[0] = true;
    frame(draw);
    io.MouseDown[0] = false;
    frame(draw);
    io.DeltaTime = 1;  // so that the next click is not a double click
    frame(draw);
    io.DeltaTime = 1.0f / 60;
  }

  static int vertices() { return ImGui::GetDrawData()->TotalVtxCount; }

  /// Vertices of that exact colour, alpha included, in the whole frame.
  static int vertices_of(ImU32 colour) {
    int count = 0;
    const auto* data = ImGui::GetDrawData();
    for (int i = 0; i < data->CmdListsCount; ++i)
      for (const auto& vertex : data->CmdLists[i]->VtxBuffer) count += vertex.col == colour ? 1 : 0;
    return count;
  }

  monitor::look look{};
};

}  // namespace perfdata::test
