// When the window is drawn again: only when something changed.
#pragma once

#include <chrono>

namespace perfdata::monitor {

/// Counts the pictures that are owed. Sampling goes on in the pollers and in session::advance() whatever this
/// says; it is about drawing alone. A value; knows no window, so that tests can move its clock.
class redraw_schedule {
 public:
  using clock = std::chrono::steady_clock;

  /// A key, the mouse, a new size. ImGui settles over a few pictures, and tooltips come while the mouse
  /// rests: for a moment it is drawn without further input.
  void note_input(clock::time_point now) noexcept {
    owed_ = settling;
    attentive_until_ = now + attention_span;
  }
  /// New samples, or another state of a source.
  void note_change() noexcept {
    if (owed_ == 0) owed_ = 1;
  }
  /// Something moves or fades by itself.
  void stay_attentive(clock::time_point now) noexcept { attentive_until_ = now + attention_span; }
  /// Text is being typed: its caret blinks.
  void set_typing(bool typing) noexcept { typing_ = typing; }

  /// Whether to draw now; to be asked once for every wait. Nothing is drawn or owed while minimized.
  [[nodiscard]] bool draw_now(clock::time_point now, bool minimized) noexcept;

  /// How long to sleep when nothing wakes the window.
  [[nodiscard]] clock::duration patience(clock::time_point now) const noexcept;

 private:
  static constexpr int settling = 3;
  static constexpr std::chrono::milliseconds idle{500};
  static constexpr std::chrono::milliseconds attentive{100};
  static constexpr std::chrono::milliseconds attention_span{1200};

  [[nodiscard]] bool is_attentive(clock::time_point now) const noexcept {
    return typing_ || now < attentive_until_;
  }

  int owed_ = settling;
  bool typing_ = false;
  clock::time_point attentive_until_{};
  clock::time_point drawn_{};
};

}  // namespace perfdata::monitor
