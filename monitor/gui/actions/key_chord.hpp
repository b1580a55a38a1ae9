// A key, or a character, that an action answers to.
#pragma once

#include <cstdint>
#include <imgui.h>

namespace perfdata::monitor {

/// A value. Characters are taken as they were typed, whatever the keyboard's layout; other keys have GLFW's
/// numbers, which for letters and figures are those of ASCII in upper case.
struct key_chord {
  enum class kind : std::uint8_t { none, character, control, control_shift, key };

  kind is = kind::none;
  int code = 0;
  bool repeats = false;  ///< as long as it is held down

  friend constexpr bool operator==(const key_chord&, const key_chord&) = default;
};

constexpr key_chord no_keys{};

[[nodiscard]] constexpr key_chord character(char typed) noexcept {
  return {key_chord::kind::character, typed};
}
[[nodiscard]] constexpr key_chord control(char key) noexcept {
  return {key_chord::kind::control, key};
}
[[nodiscard]] constexpr key_chord control_shift(char key) noexcept {
  return {key_chord::kind::control_shift, key};
}
[[nodiscard]] constexpr key_chord plain_key(int glfw_key, bool repeats = false) noexcept {
  return {key_chord::kind::key, glfw_key, repeats};
}

/// Whether it was pressed since the last frame. While a text is being typed, characters and plain keys belong
/// to that text and are never pressed, but for F1.
[[nodiscard]] bool pressed(const key_chord& chord);

/// A key by GLFW's number, whoever else may want it.
[[nodiscard]] bool key_pressed(int glfw_key, bool repeats = false);

}  // namespace perfdata::monitor
