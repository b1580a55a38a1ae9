#include <cmath>

#include <perfdata/compare/effect_size.hpp>

namespace perfdata {

double cliffs_delta(const rank_sum_result& ranks) noexcept {
  const auto pairs = static_cast<double>(ranks.base_count) * static_cast<double>(ranks.newer_count);
  return pairs > 0 ? 2 * ranks.u / pairs - 1 : 0;
}

effect_magnitude magnitude_of(double delta) noexcept {
  const double size = std::abs(delta);
  if (size < 0.147) return effect_magnitude::negligible;
  if (size < 0.33) return effect_magnitude::slight;
  return size < 0.474 ? effect_magnitude::medium : effect_magnitude::large;
}

std::string_view to_string(effect_magnitude magnitude) noexcept {
  switch (magnitude) {
    case effect_magnitude::negligible: return "negligible";
    case effect_magnitude::slight: return "small";
    case effect_magnitude::medium: return "medium";
    case effect_magnitude::large: return "large";
  }
  return {};
}

}  // namespace perfdata
