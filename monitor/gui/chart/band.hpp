// A band between two edges, cut at the same places: what columns, buckets and stacked areas are made of.
#pragma once

#include <imgui.h>
#include <span>

namespace perfdata::monitor {

/// A cut through a band. A value; pixels.
struct band_cut {
  float x = 0;
  float top = 0;
  float bottom = 0;
};

/// Fills the band, `colour` throughout, two vertices a cut. Nothing for fewer than two cuts.
void fill_band(ImDrawList& list, std::span<const band_cut> cuts, ImU32 colour);

/// As fill_band, its edges faded over a pixel; four vertices a cut.
void fill_smooth_band(ImDrawList& list, std::span<const band_cut> cuts, ImU32 colour);

/// As fill_band, fading from `top` to `bottom`.
void fill_fading_band(ImDrawList& list, std::span<const band_cut> cuts, ImU32 top, ImU32 bottom);

}  // namespace perfdata::monitor
