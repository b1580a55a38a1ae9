#include "monitor/gui/application.hpp"

#include "monitor/gui/counter_set_file.hpp"
#include "monitor/gui/layouts/layout_file.hpp"
#include "monitor/gui/screenshot.hpp"
#include "monitor/gui/window_title.hpp"

#include <imgui.h>
#include <utility>

namespace perfdata::monitor {

application::application(std::unique_ptr<monitor::window> window, selection chosen,
                         application_options options)
    : window_(std::move(window)),
      options_(std::move(options)),
      chosen_(std::move(chosen)),
      session_([] { monitor::window::wake(); }) {
  memory_.connect.recent_file = recent_hosts_file();
  memory_.connect.recent = recent_hosts::read(memory_.connect.recent_file);
  memory_.browser.sets.folder = counter_set_folder();
  memory_.layouts.folder = layout_folder();
  memory_.lower.page = options_.page;
  memory_.scale = window_->scale();
  if (!options_.screenshot.empty()) window_->ignore_pointer();
  look_.scale = window_->scale();
  memory_.theme = options_.theme;
  look_.theme = make_theme(options_.theme, look_.scale);
  look_.fonts = load_fonts(*ImGui::GetIO().Fonts, look_.scale);
  apply_theme(look_.theme, look_.scale);
  session_.apply(chosen_);
  if (!session_.view().sources.empty()) chosen_.browsed = session_.view().sources.front().id;
  if (options_.arranged) show_layout(scene(), *options_.arranged);
}

application::~application() {
  // Whoever has no place for it goes without: the next start is as the first.
  if (!options_.last_layout.empty())
    static_cast<void>(write_layout(options_.last_layout, layout_of(scene(), "last")));
  // Pollers wake the window, so it outlives them; a query on its way is waited for out of sight.
  window_->hide();
  session_.request_stop();
}

bool application::screenshot_due() const {
  return !options_.screenshot.empty() && clock::now() - started_ >= options_.screenshot_after;
}

void application::note_changes() {
  if (session_.advance(chosen_)) {
    needed_.take(session_.view());
    redraw_.note_change();
    if (memory_.desktop_alerts) tell_desktop();
  }
  if (seen_input_ != window_->input_count()) redraw_.note_input(clock::now());
  seen_input_ = window_->input_count();
  redraw_.set_typing(ImGui::GetIO().WantTextInput);
}

void application::load_needed_fonts() {
  // Names trickle in by samples; an atlas takes a tenth of a second.
  if (needed_.all().size() == loaded_characters_ || clock::now() - fonts_loaded_ < std::chrono::seconds(1))
    return;
  look_.fonts = load_fonts(*ImGui::GetIO().Fonts, look_.scale, needed_.all());
  window_->fonts_changed();
  loaded_characters_ = needed_.all().size();
  fonts_loaded_ = clock::now();
}

void application::tell_desktop() {
  for (const auto& alert : thresholds_.look(session_.view(), chosen_, clock::now())) {
    const auto told = desktop_.tell(alert.line, alert.value + ", " + alert.limit);
    if (told) continue;
    memory_.desktop_alerts = false;  // rather than say so every minute
    return show_failure(memory_.notice, told.error());
  }
}

void application::follow_title() {
  auto title = window_title(session_.view(), chosen_, memory_);
  if (title == title_) return;
  title_ = std::move(title);
  window_->set_title(title_);
}

void application::follow_theme() {
  if (look_.theme.kind == memory_.theme) return;
  look_.theme = make_theme(memory_.theme, look_.scale);
  apply_theme(look_.theme, look_.scale);
}

void application::draw_and_write_picture() {
  const auto path = std::exchange(memory_.picture_wanted, {});
  memory_.notice.text.clear();  // what was said before is no part of the picture
  picture taken;
  draw(&taken);
  if (const auto written = write_png(path, taken); written)
    show_notice(memory_.notice, "The picture is in " + path);
  else
    show_failure(memory_.notice, written.error());
}

void application::draw(picture* taken) {
  load_needed_fonts();
  follow_theme();
  window_->draw_frame([&] { draw_main_view(session_.view(), chosen_, look_, memory_); }, look_.theme.window,
                      taken);
  session_.apply(chosen_);
  follow_title();
}

result<void> application::run(const std::function<bool()>& interrupted) {
  while (!window_->close_requested() && !interrupted()) {
    window_->wait(redraw_.patience(clock::now()));
    note_changes();
    if (screenshot_due()) {
      picture taken;
      draw(&taken);
      return write_png(options_.screenshot, taken);
    }
    if (notice_is_shown(memory_.notice)) redraw_.stay_attentive(clock::now());
    if (!redraw_.draw_now(clock::now(), window_->minimized())) continue;
    if (memory_.picture_wanted.empty())
      draw(nullptr);
    else
      draw_and_write_picture();
  }
  return {};
}

}  // namespace perfdata::monitor
