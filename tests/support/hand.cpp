#include <tests/support/captured_process.hpp>
#include <tests/support/child_process.hpp>
#include <tests/support/hand.hpp>

namespace perfdata::test {
namespace {

constexpr std::chrono::seconds limit{10};

}  // namespace

std::string hand::why_not() {
  for (const char* program : {"Xvfb", "xdotool"})
    if (run_program({"/bin/sh", "-c", std::string("command -v ") + program}, "", limit) != 0)
      return std::string(program) + " is not installed (packages xvfb, xdotool)";
  return {};
}

std::vector<std::string> hand::command(std::vector<std::string> words) const {
  words.insert(words.begin(), {"/usr/bin/env", "DISPLAY=" + display_, "xdotool"});
  return words;
}

void hand::press(const std::vector<std::string>& keys) const {
  std::vector<std::string> words{"key", "--clearmodifiers"};
  words.insert(words.end(), keys.begin(), keys.end());
  static_cast<void>(run_program(command(std::move(words)), "", limit));
}

void hand::type(std::string_view text) const {
  static_cast<void>(run_program(command({"type", "--delay", "4", "--file", "-"}), text, limit));
}

void hand::rest_at(int x, int y) const {
  static_cast<void>(run_program(command({"mousemove", std::to_string(x), std::to_string(y)}), "", limit));
}

void hand::click(int x, int y) const {
  rest_at(x, y);
  static_cast<void>(
      run_program(command({"sleep", "0.15", "mousedown", "1", "sleep", "0.1", "mouseup", "1"}), "", limit));
}

void hand::drag(int from_x, int from_y, int to_x, int to_y) const {
  rest_at(from_x, from_y);
  static_cast<void>(run_program(
      command({"sleep", "0.15", "mousedown", "1", "sleep", "0.1", "mousemove",
               std::to_string((from_x + to_x) / 2), std::to_string((from_y + to_y) / 2), "sleep", "0.1",
               "mousemove", std::to_string(to_x), std::to_string(to_y), "sleep", "0.15", "mouseup", "1"}),
      "", limit));
}

std::string hand::title() const {
  const auto run = run_captured(command({"search", "--name", "perfdata", "getwindowname"}));
  return run.code == 0 ? run.out.substr(0, run.out.find('\n')) : std::string();
}

void hand::focus() const {
  static_cast<void>(
      run_program(command({"search", "--name", "perfdata", "windowfocus", "--sync"}), "", limit));
}

}  // namespace perfdata::test
