#include "monitor/gui/theme.hpp"

#include "monitor/gui/chart/line_shapes.hpp"

#include <array>

namespace perfdata::monitor {
namespace {

constexpr ImU32 rgb(std::uint32_t hex, unsigned alpha = 255) {
  return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, alpha);
}

constexpr std::array dark_lines{rgb(0x5aaefc), rgb(0xf2a65a), rgb(0x58c9a2), rgb(0xee7d98),
                                rgb(0xb59bf5), rgb(0xe6d06c), rgb(0x4fc6df), rgb(0xf08f68),
                                rgb(0x9bce5f), rgb(0xdb90d3), rgb(0x93aacb), rgb(0xcda981)};
constexpr std::array light_lines{rgb(0x1668bd), rgb(0xc2660a), rgb(0x0e8061), rgb(0xc22f55),
                                 rgb(0x6d48c7), rgb(0x8f7400), rgb(0x06778f), rgb(0xb84a1c),
                                 rgb(0x4f7f14), rgb(0x9c3a92), rgb(0x4b6285), rgb(0x84592b)};
constexpr std::array contrast_lines{rgb(0x4dc3ff), rgb(0xffd800), rgb(0x5cff8f), rgb(0xff8ad8),
                                    rgb(0xffffff), rgb(0xff9a4d), rgb(0xc9a6ff), rgb(0xb8ff4d)};

theme dark(float scale) {
  theme t{.kind = theme_kind::dark,
          .window = rgb(0x14171c),
          .panel = rgb(0x1a1e25),
          .control = rgb(0x272d37),
          .border = rgb(0x2c323d),
          .text = rgb(0xdde2ea),
          .muted = rgb(0x939dad),
          .accent = rgb(0x4c9be8),
          .good = rgb(0x58c98a),
          .warning = rgb(0xe9b44c),
          .bad = rgb(0xf0716f),
          .lines = dark_lines};
  t.chart = {.plot = rgb(0x191d24),
             .grid = rgb(0xffffff, 17),
             .axis_text = t.muted,
             .title_text = t.text,
             .crosshair = rgb(0xffffff, 110),
             .outage = rgb(0xf0716f, 24),
             .restart = rgb(0xe9b44c, 200),
             .marked = rgb(0x4c9be8, 46),
             .alert = rgb(0xf0716f),
             .scale = scale};
  return t;
}

theme light(float scale) {
  theme t{.kind = theme_kind::light,
          .window = rgb(0xeef0f3),
          .panel = rgb(0xfbfcfd),
          .control = rgb(0xdfe4ea),
          .border = rgb(0xd0d6de),
          .text = rgb(0x1d232c),
          .muted = rgb(0x586373),
          .accent = rgb(0x1668bd),
          .good = rgb(0x1d8a50),
          .warning = rgb(0xa66a00),
          .bad = rgb(0xc4302b),
          .lines = light_lines};
  t.chart = {.plot = rgb(0xfdfdfe),
             .grid = rgb(0x000000, 20),
             .axis_text = t.muted,
             .title_text = t.text,
             .crosshair = rgb(0x000000, 110),
             .outage = rgb(0xc4302b, 20),
             .restart = rgb(0xa66a00, 200),
             .marked = rgb(0x1668bd, 36),
             .alert = rgb(0xc4302b),
             .fill_alpha = 0.12f,
             .scale = scale};
  return t;
}

// Every text against its ground at 7:1 at least, borders that are seen.
theme contrast(float scale) {
  theme t{.kind = theme_kind::contrast,
          .window = rgb(0x000000),
          .panel = rgb(0x000000),
          .control = rgb(0x2b2b2b),
          .border = rgb(0xb0b0b0),
          .text = rgb(0xffffff),
          .muted = rgb(0xd4d4d4),
          .accent = rgb(0xffd800),
          .good = rgb(0x5cff8f),
          .warning = rgb(0xffb94d),
          .bad = rgb(0xff9a94),
          .lines = contrast_lines};
  t.chart = {.plot = rgb(0x000000),
             .grid = rgb(0xffffff, 60),
             .axis_text = t.text,
             .title_text = t.text,
             .crosshair = rgb(0xffffff, 220),
             .outage = rgb(0xff9a94, 60),
             .restart = rgb(0xffb94d),
             .marked = rgb(0xffd800, 70),
             .alert = rgb(0xff9a94),
             .scale = scale};
  return t;
}

void set_colours(ImGuiStyle& style, const theme& t) {
  const auto set = [&](ImGuiCol slot, ImU32 colour, float alpha = 1) {
    style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(faded(colour, alpha));
  };
  set(ImGuiCol_Text, t.text);
  set(ImGuiCol_TextDisabled, t.muted);
  set(ImGuiCol_WindowBg, t.window);
  set(ImGuiCol_ChildBg, t.panel);
  set(ImGuiCol_PopupBg, t.panel);
  set(ImGuiCol_Border, t.border);
  set(ImGuiCol_FrameBg, t.control);
  set(ImGuiCol_FrameBgHovered, t.accent, 0.25f);
  set(ImGuiCol_FrameBgActive, t.accent, 0.35f);
  set(ImGuiCol_TitleBg, t.panel);
  set(ImGuiCol_TitleBgActive, t.panel);
  set(ImGuiCol_ScrollbarBg, t.panel, 0);
  set(ImGuiCol_ScrollbarGrab, t.muted, 0.30f);
  set(ImGuiCol_ScrollbarGrabHovered, t.muted, 0.5f);
  set(ImGuiCol_ScrollbarGrabActive, t.muted, 0.7f);
  set(ImGuiCol_CheckMark, t.accent);
  set(ImGuiCol_Button, t.control);
  set(ImGuiCol_ButtonHovered, t.accent, 0.35f);
  set(ImGuiCol_ButtonActive, t.accent, 0.55f);
  set(ImGuiCol_Header, t.accent, 0.20f);
  set(ImGuiCol_HeaderHovered, t.accent, 0.16f);
  set(ImGuiCol_HeaderActive, t.accent, 0.30f);
  set(ImGuiCol_Separator, t.border);
  set(ImGuiCol_SeparatorHovered, t.accent, 0.6f);
  set(ImGuiCol_SeparatorActive, t.accent);
  set(ImGuiCol_TableHeaderBg, t.panel);
  set(ImGuiCol_TableBorderLight, t.border, 0.6f);
  set(ImGuiCol_TableBorderStrong, t.border);
  set(ImGuiCol_TableRowBgAlt, t.text, 0.02f);
  set(ImGuiCol_TextSelectedBg, t.accent, 0.35f);
  set(ImGuiCol_NavHighlight, t.accent);
  set(ImGuiCol_ModalWindowDimBg, IM_COL32_BLACK, 0.45f);
}

}  // namespace

theme make_theme(theme_kind kind, float scale) {
  switch (kind) {
    case theme_kind::light: return light(scale);
    case theme_kind::contrast: return contrast(scale);
    case theme_kind::dark: break;
  }
  return dark(scale);
}

ImU32 line_colour(const theme& theme, std::uint32_t number) noexcept {
  return theme.lines[number % theme.lines.size()];
}

void apply_theme(const theme& theme, float scale) {
  auto& style = ImGui::GetStyle();
  style = ImGuiStyle();
  set_colours(style, theme);
  style.WindowPadding = {12, 10};
  style.FramePadding = {9, 5};
  style.CellPadding = {7, 3};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.IndentSpacing = 16;
  style.ScrollbarSize = 11;
  style.ScrollbarRounding = 6;
  style.WindowRounding = 6;
  style.ChildRounding = 6;
  style.FrameRounding = 4;
  style.PopupRounding = 6;
  style.GrabRounding = 4;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 1;
  style.PopupBorderSize = 1;
  style.WindowTitleAlign = {0, 0.5f};
  style.ScaleAllSizes(scale);
}

}  // namespace perfdata::monitor
