// A person's hands at a virtual screen: keys and mouse, by xdotool.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace perfdata::test {

/// A value: of the screen called `display`, with one window at its upper left corner.
class hand {
 public:
  /// Why there is none, for GTEST_SKIP; empty when there is.
  [[nodiscard]] static std::string why_not();

  explicit hand(std::string display) : display_(std::move(display)) {}

  /// "ctrl+p", "Return", one after the other.
  void press(const std::vector<std::string>& keys) const;
  /// Never seen in a list of processes.
  void type(std::string_view text) const;
  void click(int x, int y) const;
  void rest_at(int x, int y) const;
  /// As fast as a person: a window that drew nothing in between would have seen no drag.
  void drag(int from_x, int from_y, int to_x, int to_y) const;

  /// Of the window that a program of this process id opened; empty when there is none yet.
  [[nodiscard]] std::string title() const;
  /// Gives the window the keyboard.
  void focus() const;

 private:
  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> words) const;

  std::string display_;
};

}  // namespace perfdata::test
