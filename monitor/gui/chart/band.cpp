#include "monitor/gui/chart/band.hpp"

#include <algorithm>
#include <array>

namespace perfdata::monitor {
namespace {

// Indexes have 16 bits: a reserve must stay well below 65,536 vertices.
constexpr std::size_t most_cuts = 8192;

/// Rows of vertices, one a corner and cut, and quads between them. Written straight into the list's memory:
/// this is where a chart spends its time.
template <std::size_t corners, class Place>
void fill_rows(ImDrawList& list, std::span<const band_cut> cuts, const std::array<ImU32, corners>& colours,
               Place&& place) {
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  while (cuts.size() >= 2) {
    const auto part = cuts.first(std::min(cuts.size(), most_cuts));
    const int quads = static_cast<int>((part.size() - 1) * (corners - 1));
    list.PrimReserve(quads * 6, static_cast<int>(part.size() * corners));
    auto vertex = list._VtxCurrentIdx;
    ImDrawIdx* index = list._IdxWritePtr;
    ImDrawVert* out = list._VtxWritePtr;
    for (std::size_t i = 0; i < part.size(); ++i, vertex += corners) {
      for (unsigned corner = 0; corner < corners; ++corner, ++out) {
        out->pos = {part[i].x, place(part[i], corner)};
        out->uv = white;
        out->col = colours[corner];
        if (i == 0 || corner == 0) continue;
        const unsigned here = vertex + corner;
        const unsigned before = here - static_cast<unsigned>(corners);
        for (const unsigned each : {before - 1, here - 1, here, before - 1, here, before})
          *index++ = static_cast<ImDrawIdx>(each);
      }
    }
    list._VtxCurrentIdx = vertex;
    list._VtxWritePtr = out;
    list._IdxWritePtr = index;
    if (part.size() == cuts.size()) break;
    cuts = cuts.subspan(part.size() - 1);
  }
}

}  // namespace

void fill_band(ImDrawList& list, std::span<const band_cut> cuts, ImU32 colour) {
  fill_fading_band(list, cuts, colour, colour);
}

void fill_fading_band(ImDrawList& list, std::span<const band_cut> cuts, ImU32 top, ImU32 bottom) {
  fill_rows<2>(list, cuts, {top, bottom},
               [](const band_cut& cut, unsigned corner) { return corner == 0 ? cut.top : cut.bottom; });
}

void fill_smooth_band(ImDrawList& list, std::span<const band_cut> cuts, ImU32 colour) {
  const ImU32 clear = colour & ~IM_COL32_A_MASK;
  fill_rows<4>(list, cuts, {clear, colour, colour, clear}, [](const band_cut& cut, unsigned corner) {
    switch (corner) {
      case 0: return cut.top - 0.5f;
      case 1: return cut.top + 0.5f;
      case 2: return cut.bottom - 0.5f;
      default: return cut.bottom + 0.5f;
    }
  });
}

}  // namespace perfdata::monitor
