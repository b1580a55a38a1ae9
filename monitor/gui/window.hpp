// A window with an OpenGL 3.3 context and an ImGui context in it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>

struct GLFWwindow;

namespace perfdata::monitor {

/// Size in screen units; `scale` 0 takes the screen's.
struct window_options {
  std::string title{};
  int width = 1280;
  int height = 800;
  float scale = 0;
};

/// Pixels of a picture, 3 bytes each, from the upper left.
struct picture {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> pixels{};
};

/// A resource; one at a time, on the thread of main().
class window {
 public:
  /// Errors: errc::unsupported when there is no display or no OpenGL 3.3 on it.
  [[nodiscard]] static result<std::unique_ptr<window>> open(const window_options& options);
  ~window();
  window(const window&) = delete;
  window& operator=(const window&) = delete;

  [[nodiscard]] bool close_requested() const;
  [[nodiscard]] bool minimized() const;
  /// Of the screen: 2 where two pixels stand for one.
  [[nodiscard]] float scale() const noexcept { return scale_; }

  /// Sleeps until input, wake(), or the timeout.
  void wait(std::chrono::duration<double> timeout);
  /// Ends a wait(). From any thread, while the window lives.
  static void wake();

  /// Counts input events of every kind since the window was opened.
  [[nodiscard]] unsigned long input_count() const noexcept { return input_count_; }

  /// Runs `draw` between ImGui's NewFrame and Render and shows the result; takes a picture of it when asked
  /// to.
  void draw_frame(const std::function<void()>& draw, unsigned background, picture* taken = nullptr);

  /// To be called between two frames after ImGui's fonts were loaded anew.
  void fonts_changed();

  /// Draws as if the mouse were elsewhere, for pictures that do not depend on where it lies.
  void ignore_pointer() noexcept { pointer_ignored_ = true; }

  void set_title(const std::string& title);

  /// No longer on the screen; for a program that still has to wait for something.
  void hide();

 private:
  explicit window(GLFWwindow* handle, float scale);
  void count_input();
  void note_key(int key, int modifiers);
  void show_tapped_key();
  void forget_tapped_key();

  GLFWwindow* handle_;
  float scale_;
  unsigned long input_count_ = 0;
  struct tapped_key {
    int key = 0;
    int modifiers = 0;  // that were down with it
  };
  std::vector<tapped_key> tapped_;  // keys that went down and were in no frame yet, the first first
  std::vector<int> held_;           // up again, and held down for this frame
  std::vector<int> deferred_;       // down, and kept up for this frame
  int shown_key_ = -1;              // in the last frame
  bool pointer_ignored_ = false;
};

}  // namespace perfdata::monitor
