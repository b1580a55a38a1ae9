// The window's program: its loop, and nothing that a panel does.
#pragma once

#include "monitor/core/selection.hpp"
#include "monitor/core/session.hpp"
#include "monitor/gui/alerts/desktop_notifier.hpp"
#include "monitor/gui/alerts/threshold_watch.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/needed_characters.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "monitor/gui/redraw_schedule.hpp"
#include "monitor/gui/window.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace perfdata::monitor {

struct application_options {
  theme_kind theme = theme_kind::dark;
  lower_page page = lower_page::lines;
  std::optional<layout> arranged{};     ///< what the window stands like at first
  std::filesystem::path last_layout{};  ///< where the layout is left at the end; empty: nowhere
  std::string screenshot{};             ///< a PNG to write; empty: none
  std::chrono::duration<double> screenshot_after{10};
};

/// A resource.
class application {
 public:
  application(std::unique_ptr<monitor::window> window, selection chosen, application_options options);
  application(const application&) = delete;
  application& operator=(const application&) = delete;
  ~application();

  /// Until the window is closed, `interrupted` says so, or the screenshot is written.
  /// Errors: a screenshot that cannot be written.
  [[nodiscard]] result<void> run(const std::function<bool()>& interrupted);

 private:
  using clock = redraw_schedule::clock;

  [[nodiscard]] bool screenshot_due() const;
  void note_changes();
  void load_needed_fonts();
  void tell_desktop();
  void follow_title();
  void follow_theme();
  [[nodiscard]] action_scene scene() noexcept { return {session_.view(), chosen_, memory_}; }
  void draw(picture* taken);
  void draw_and_write_picture();

  std::unique_ptr<monitor::window> window_;
  application_options options_;
  look look_;
  needed_characters needed_;
  std::size_t loaded_characters_ = 0;
  clock::time_point fonts_loaded_{};
  selection chosen_;
  view_memory memory_;
  session session_;
  clock::time_point started_ = clock::now();
  redraw_schedule redraw_;
  std::string title_;
  threshold_watch thresholds_;
  desktop_notifier desktop_;
  unsigned long seen_input_ = 0;
};

}  // namespace perfdata::monitor
