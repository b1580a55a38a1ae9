// A walk through the program as a person would take it: a real window on a virtual screen, keys and a mouse
// from outside. Pictures of it are left in the folder that PERFDATA_TOUR_PICTURES names, else in the build's;
// PERFDATA_TOUR_ARGUMENTS adds options of the program, such as "--theme light".
#include "tests/support/captured_process.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/hand.hpp"
#include "tests/support/samba_server.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/virtual_display.hpp"
#include "tests/support/wait_for.hpp"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <perfdata/recording/counter_log_format.hpp>

namespace test = perfdata::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds patience{20'000};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool is_whole_png(const fs::path& file) {
  const auto text = fs::exists(file) ? test::read_text(file) : std::string();
  return text.size() > 12 && text.compare(text.size() - 8, 4, "IEND") == 0;
}

/// The first file of the folder with that ending.
fs::path file_ending(const fs::path& folder, std::string_view ending) {
  for (const auto& each : fs::directory_iterator(folder))
    if (each.path().string().ends_with(ending)) return each.path();
  return {};
}

/// What an exported log holds.
struct log_size {
  std::string columns{};  ///< their paths, a line each
  std::size_t rows = 0;
};

log_size size_of_log(const fs::path& file) {
  log_size size;
  const auto log = perfdata::open_counter_log(file.string());
  if (!log) return size;
  for (const auto& column : (*log)->columns()) size.columns += column.path + "\n";
  perfdata::log_sample sample;
  for (auto more = (*log)->read(sample); more && *more; more = (*log)->read(sample)) ++size.rows;
  return size;
}

class Tour : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = test::hand::why_not(); !why.empty()) GTEST_SKIP() << "skipped: " << why;
    if (const auto why = test::samba_server::why_not(); !why.empty()) GTEST_SKIP() << "skipped: " << why;
    screen_ = std::make_unique<test::virtual_display>(fs::path(folder_ / "."), screen_size());
    ASSERT_FALSE(screen_->name().empty());
    const auto tried = test::run_captured({"/usr/bin/env", "DISPLAY=" + screen_->name(), PERFDATA_MONITOR,
                                           "--after", "0", "--screenshot", folder_ / "try.png"});
    if (tried.err.find("no display") != std::string::npos)
      GTEST_SKIP() << "skipped: no OpenGL 3.3 under Xvfb: " << tried.err;
    start_server();
    start_program();
  }

  static std::string screen_size() {
    return variable("PERFDATA_TOUR_ARGUMENTS").find("--scale 2") == std::string::npos ? "1280x800x24"
                                                                                      : "2560x1600x24";
  }

  void start_server() {
    server_ = std::make_unique<test::samba_server>();
    publisher_ = std::make_unique<test::captured_process>(
        std::vector<std::string>{PERFDATA_PROGRAM, "publish", "--samba", server_->state_directory().string(),
                                 "-i", "0.2", "memory", "Processor", "2"});
    fs::create_directories(home() / "state" / "perfdata");
    fs::create_directories(home() / "config" / "perfdata" / "sets");
    test::write_text(home() / "state" / "perfdata" / "recent-hosts",
                     address() + "\t" + server_->user() + "\n");
    const auto sets = home() / "config" / "perfdata" / "sets";
    test::write_text(sets / "processes.toml",
                     "name = 'all processes'\npaths = ['\\Process(*)\\Working Set']\n");
    test::write_text(
        sets / "both.toml",
        "name = 'both'\npaths = ['\\Processor(_Total)\\% Processor Time', "
        "'\\System\\Threads', '\\Memory\\Available Bytes', '\\Memory\\% Committed Bytes In Use']\n");
  }

  void start_program() {
    std::vector<std::string> command{"env",
                                     "DISPLAY=" + screen_->name(),
                                     "HOME=" + home().string(),
                                     "XDG_STATE_HOME=" + (home() / "state").string(),
                                     "XDG_CONFIG_HOME=" + (home() / "config").string(),
                                     PERFDATA_MONITOR,
                                     "--interval",
                                     "0.25"};
    std::istringstream more(variable("PERFDATA_TOUR_ARGUMENTS"));
    for (std::string word; more >> word;) command.push_back(word);
    program_ = std::make_unique<test::child_process>(command);
    hand_ = std::make_unique<test::hand>(screen_->name());
  }

  [[nodiscard]] fs::path home() const { return fs::path(folder_ / "home"); }
  [[nodiscard]] std::string address() const { return server_->address().to_string(); }

  /// Ends the tour, and names the step, when the condition does not come.
  void step(const std::string& name, const std::function<bool()>& condition) {
    if (test::wait_for(patience, condition)) return;
    throw std::runtime_error("the step \"" + name + "\" did not succeed; the window is called \"" +
                             hand_->title() + "\" and the program is " +
                             (program_->running() ? "running" : "gone"));
  }

  [[nodiscard]] bool is_called(std::string_view beginning) const {
    return hand_->title().starts_with(beginning);
  }
  [[nodiscard]] bool is_live(const std::string& label) const {
    const auto title = hand_->title();
    return title.find(label) != std::string::npos && title.find(label + " (") == std::string::npos;
  }
  [[nodiscard]] bool calls_itself(std::string_view text) const {
    return hand_->title().find(text) != std::string::npos;
  }

  void run(const char* words) {
    hand_->press({"ctrl+p"});
    step("the palette opens", [&] { return is_called("Choose: "); });
    hand_->type(words);
    hand_->press({"Return"});
    step(words, [&] { return !is_called("Choose: "); });
  }
  void answer(const char* words, const char* question, const std::string& text) {
    run(words);
    step(question, [&] { return is_called(question); });
    hand_->type(text);
    hand_->press({"Return"});
    step(words, [&] { return !is_called(question); });
  }

  /// Nothing when there is nothing to be exported yet: the question stays, and is left.
  log_size exported(const char* name) {
    const auto file = home() / name;
    fs::remove(file);
    answer("export csv to a file", "Export what is shown", file.string());
    if (test::wait_for(3s, [&] { return fs::exists(file) && size_of_log(file).rows > 0; }))
      return size_of_log(file);
    hand_->press({"Escape"});
    return {};
  }

  /// `moments`: how much is to be seen on it.
  void picture(const char* name, std::size_t moments = 0) {
    auto kept = variable("PERFDATA_TOUR_PICTURES");
    if (kept.empty()) kept = PERFDATA_TOUR_FOLDER;
    fs::create_directories(kept);
    if (moments > 0) step("enough is shown", [&] { return exported("shown.csv").rows > moments; });
    hand_->rest_at(width() - 1, height() - 1);
    const auto file = fs::path(kept) / (std::string(name) + ".png");
    fs::remove(file);
    answer("save a picture to a file", "Save a picture", file.string());
    step(name, [&] { return is_whole_png(file); });
  }

  static int width() { return std::stoi(screen_size()); }
  static int height() { return width() * 5 / 8; }
  void drag_over_chart(double from, double to) const {
    const auto x = [](double part) { return static_cast<int>(part * width()); };
    hand_->drag(x(from), height() / 5, x(to), height() / 5);
  }

  test::scratch_folder folder_;
  std::unique_ptr<test::virtual_display> screen_;
  std::unique_ptr<test::samba_server> server_;
  std::unique_ptr<test::captured_process> publisher_;
  std::unique_ptr<test::child_process> program_;
  std::unique_ptr<test::hand> hand_;
};

TEST_F(Tour, ConnectsSearchesMarksRecordsReplaysAndExports) {
  const std::string there = R"(\\)" + address();
  step("this machine is shown", [&] { return is_live("This machine"); });
  hand_->focus();
  picture("overview", 50);

  run("set both");
  run("connect to 127");
  step("the dialog takes the password", [&] { return is_called("Connect: "); });
  const auto password = test::read_text(server_->password_file());
  hand_->type(password.substr(0, password.find('\n')));
  hand_->press({"Return"});
  step("the other machine answers", [&] { return is_live(there); });
  run("set both");
  run("two columns of charts");
  picture("two-hosts", 60);
  run("one column of charts");

  hand_->press({"ctrl+f"});
  step("the search has the keyboard", [&] { return is_called("Search: "); });
  hand_->type("context switches");
  hand_->press({"Down", "Down", "Return"});
  step("what was found is charted",
       [&] { return exported("all.csv").columns.find("Context Switches/sec") != std::string::npos; });
  hand_->press({"Escape"});
  step("the search gives the keyboard back", [&] { return !is_called("Search: "); });

  hand_->press({"ctrl+r"});
  step("it records", [&] { return calls_itself("recording"); });
  step("enough is shown", [&] { return exported("all.csv").rows > 24; });
  const auto all = exported("all.csv");

  hand_->press({"space", "plus"});
  step("a dragged range alone is exported", [&] {
    drag_over_chart(0.6, 0.75);
    const auto marked = exported("marked.csv");
    return marked.rows > 1 && marked.rows < all.rows / 2;
  });
  picture("range");

  run("where value comes processor time");
  picture("provenance");
  hand_->press({"Escape", "Escape", "space"});

  hand_->press({"ctrl+r"});
  step("the recording ends", [&] { return !calls_itself("recording"); });
  const auto recording = file_ending(home(), ".perfdata");
  ASSERT_FALSE(recording.empty());
  EXPECT_GT(size_of_log(recording).rows, 4U);
  answer("open file", "Open a file", recording.string());
  step("the recording is replayed", [&] { return calls_itself(recording.filename().string()); });
  EXPECT_FALSE(exported("replayed.csv").columns.empty());

  run(("disconnect " + recording.filename().string()).c_str());
  step("the recording is closed", [&] { return !calls_itself(recording.filename().string()); });
  run("disconnect 127");
  step("the other machine is left", [&] { return !calls_itself(there); });
  run("set all processes");
  run("charts as stacked areas");
  picture("processes", 40);

  hand_->press({"ctrl+shift+e"});
  step("a picture is taken", [&] { return is_whole_png(file_ending(home(), ".png")); });
  answer("keep this layout", "Keep this layout", "toured");
  const auto kept = home() / "config" / "perfdata" / "layouts" / "toured.toml";
  step("the layout is kept", [&] { return fs::exists(kept); });
  EXPECT_NE(test::read_text(kept).find("stacked"), std::string::npos);
  program_->stop();
  EXPECT_TRUE(fs::exists(home() / "state" / "perfdata" / "last-layout.toml"));
}

}  // namespace
