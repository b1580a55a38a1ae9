// The program itself, in a real window on a virtual screen.
#include "tests/support/child_process.hpp"
#include "tests/support/virtual_display.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <stb_image.h>
#include <string>
#include <unistd.h>

using perfdata::test::run_program;
using perfdata::test::virtual_display;
using namespace std::chrono_literals;

namespace {

/// A PNG as it was written. A resource.
class png {
 public:
  explicit png(const std::string& path) : pixels_(stbi_load(path.c_str(), &width, &height, nullptr, 3)) {}
  png(const png&) = delete;
  png& operator=(const png&) = delete;
  ~png() { stbi_image_free(pixels_); }

  [[nodiscard]] bool read() const { return pixels_ != nullptr; }
  [[nodiscard]] std::size_t colours() const {
    std::set<std::array<unsigned char, 3>> seen;
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    for (std::size_t i = 0; i < count; ++i)
      seen.insert({pixels_[3 * i], pixels_[3 * i + 1], pixels_[3 * i + 2]});
    return seen.size();
  }
  /// Of the upper left corner: the window's background.
  [[nodiscard]] int brightness() const { return pixels_[0] + pixels_[1] + pixels_[2]; }

  int width = 0;
  int height = 0;

 private:
  unsigned char* pixels_;
};

class Window : public testing::Test {
 protected:
  void SetUp() override {
    if (run_program({"/bin/sh", "-c", "command -v Xvfb"}, "", 10s) != 0)
      GTEST_SKIP() << "Xvfb is not installed (package xvfb)";
    folder_ = std::filesystem::temp_directory_path() / ("perfdata-window-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] std::string file(const char* name) const { return (folder_ / name).string(); }

  [[nodiscard]] const std::filesystem::path& file_folder() const { return folder_; }

  static constexpr int no_screen = -2;

  /// The exit code, or no_screen. Standard error goes to file("complaint").
  int run_monitor(const std::string& arguments, const char* screen = "1280x800x24") const {
    const virtual_display display(folder_, screen);
    if (display.name().empty()) return no_screen;
    const std::string command = "DISPLAY=" + display.name() + " exec timeout -k 5 45 " PERFDATA_MONITOR " " +
                                arguments + " 2>" + file("complaint");
    return run_program({"/bin/sh", "-c", command}, "", 60s);
  }

  [[nodiscard]] std::string complaint() const {
    std::ostringstream text;
    text << std::ifstream(file("complaint")).rdbuf();
    return text.str();
  }

  [[nodiscard]] bool has_no_opengl(int code) const {
    return code == 1 && complaint().find("no display") != std::string::npos;
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(Window, WritesAScreenshotOfLiveCountersAndEnds) {
  const int code = run_monitor("--interval 0.2 --after 3 --screenshot " + file("dark.png"));
  if (has_no_opengl(code)) GTEST_SKIP() << "no OpenGL 3.3 under Xvfb: " << complaint();
  ASSERT_EQ(code, 0) << complaint();
  const png picture(file("dark.png"));
  ASSERT_TRUE(picture.read());
  EXPECT_EQ(picture.width, 1280);
  EXPECT_EQ(picture.height, 800);
  EXPECT_GT(picture.colours(), 100U);
  EXPECT_LT(picture.brightness(), 200);
}

TEST_F(Window, LightThemeSharedAxisAndTwiceTheScale) {
  const int code = run_monitor(
      "--theme light --axes shared --scale 2 --width 1600 --height 1000 --interval 0.2 --after 2 "
      "--screenshot " +
          file("light.png") + R"( '\Memory\Available Bytes')",
      "1600x1000x24");
  if (has_no_opengl(code)) GTEST_SKIP() << "no OpenGL 3.3 under Xvfb: " << complaint();
  ASSERT_EQ(code, 0) << complaint();
  const png picture(file("light.png"));
  ASSERT_TRUE(picture.read());
  EXPECT_EQ(picture.width, 1600);
  EXPECT_EQ(picture.height, 1000);
  EXPECT_GT(picture.colours(), 100U);
  EXPECT_GT(picture.brightness(), 600);
}

TEST_F(Window, DrawsGapsRestartsThresholdsAndMarkedRanges) {
  const virtual_display display(file_folder(), "1280x800x24");
  ASSERT_FALSE(display.name().empty());
  const std::string command = "DISPLAY=" + display.name() +
                              " exec timeout -k 5 60 " PERFDATA_CHART_GALLERY " " + file_folder().string() +
                              " light 1 1280 800 2>" + file("complaint");
  const int code = run_program({"/bin/sh", "-c", command}, "", 75s);
  if (has_no_opengl(code)) GTEST_SKIP() << "no OpenGL 3.3 under Xvfb: " << complaint();
  ASSERT_EQ(code, 0) << complaint();
  for (const char* name : {"hour", "marked", "minute", "shared", "stacked", "bars", "report"}) {
    const png picture(file((std::string(name) + ".png").c_str()));
    ASSERT_TRUE(picture.read()) << name;
    EXPECT_GT(picture.colours(), 100U) << name;
  }
}

TEST_F(Window, AHostThatRefusesIsShownAndNotFatal) {
  const int code =
      run_monitor("--host 127.0.0.1:1 --anonymous --after 2 --screenshot " + file("refused.png"));
  if (has_no_opengl(code)) GTEST_SKIP() << "no OpenGL 3.3 under Xvfb: " << complaint();
  EXPECT_EQ(code, 0) << complaint();
  EXPECT_TRUE(png(file("refused.png")).read());
}

TEST_F(Window, AScreenshotThatCannotBeWrittenIsAFailure) {
  const int code = run_monitor("--after 0.1 --screenshot /nonexistent/folder/x.png");
  if (has_no_opengl(code)) GTEST_SKIP() << "no OpenGL 3.3 under Xvfb: " << complaint();
  EXPECT_EQ(code, 1);
  EXPECT_NE(complaint().find("try: "), std::string::npos);
}

TEST(WithoutADisplay, TheTerminalShowsTheCountersUntilItIsInterrupted) {
  const auto base =
      std::filesystem::temp_directory_path() / ("perfdata-terminal-" + std::to_string(::getpid()));
  const std::string out = base.string() + ".out";
  const std::string err = base.string() + ".err";
  // timeout(1) sends SIGINT and hands on the program's own exit code. Without --foreground it sends a second
  // one, to its group, and a second interrupt ends the program at once.
  const std::string command =
      "unset DISPLAY WAYLAND_DISPLAY; exec timeout --foreground --preserve-status -s INT 3 " PERFDATA_MONITOR
      " --interval 0.2 >" +
      out + " 2>" + err;
  const int code = run_program({"/bin/sh", "-c", command}, "", 30s);
  std::ostringstream shown;
  shown << std::ifstream(out).rdbuf();
  std::ostringstream said;
  said << std::ifstream(err).rdbuf();
  std::filesystem::remove(out);
  std::filesystem::remove(err);
  EXPECT_EQ(code, 0);
  EXPECT_NE(shown.str().find("Memory Available Bytes"), std::string::npos);
  EXPECT_NE(said.str().find("no display"), std::string::npos);
  EXPECT_EQ(said.str().find('\n'), said.str().size() - 1) << said.str();  // one line
}

TEST(WrongUsage, IsCodeTwo) {
  EXPECT_EQ(run_program({PERFDATA_MONITOR, "--nonsense"}, "", 10s), 2);
  EXPECT_EQ(run_program({PERFDATA_MONITOR, "--terminal", "no path"}, "", 10s), 2);
}

}  // namespace
