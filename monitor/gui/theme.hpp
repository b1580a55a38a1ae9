// The colours of the window: one set for dark rooms, one for light ones, one of the greatest contrast.
#pragma once

#include "monitor/gui/chart/lane.hpp"

#include <cstdint>
#include <imgui.h>
#include <span>

namespace perfdata::monitor {

enum class theme_kind : std::uint8_t { dark, light, contrast };

/// A value. Colours are packed as ImDrawList takes them.
struct theme {
  theme_kind kind = theme_kind::dark;
  ImU32 window{};   ///< behind everything
  ImU32 panel{};    ///< behind lists and tables
  ImU32 control{};  ///< buttons and fields
  ImU32 border{};
  ImU32 text{};
  ImU32 muted{};   ///< text of second importance
  ImU32 accent{};  ///< what is chosen or active
  ImU32 good{};
  ImU32 warning{};
  ImU32 bad{};
  chart_style chart{};
  std::span<const ImU32> lines{};  ///< palette of the series; static storage
};

/// `scale` is the screen's: 1 for 96 dpi.
[[nodiscard]] theme make_theme(theme_kind kind, float scale);

/// Colour number `number` of the palette, which repeats.
[[nodiscard]] ImU32 line_colour(const theme& theme, std::uint32_t number) noexcept;

/// Sets the current context's style: colours, spacing, rounding.
void apply_theme(const theme& theme, float scale);

}  // namespace perfdata::monitor
