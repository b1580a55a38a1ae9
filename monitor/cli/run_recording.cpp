#include "monitor/cli/run_recording.hpp"

#include "monitor/run/run_report.hpp"

#include <charconv>
#include <fmt/format.h>
#include <mutex>

#include <perfdata/recording/recording_notes.hpp>
#include <perfdata/recording/recording_writer.hpp>

namespace perfdata::cli {
namespace {

constexpr const char* run_start = "run start";
constexpr const char* run_end = "run end";

std::chrono::sys_time<hundred_ns> now() {
  return std::chrono::floor<hundred_ns>(std::chrono::system_clock::now());
}

bool asks_for_objects(std::string_view value_name) {
  return value_name.find_first_not_of("0123456789 ") == std::string_view::npos ||
         equals_ignoring_case(value_name, "Global");
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

struct run_recording::state {
  std::mutex mutex;  // guards all of it
  std::unique_ptr<recording_writer> writer;
  std::optional<error> failed;

  template <class Write>
  void write(Write write) {
    const std::lock_guard lock(mutex);
    if (failed) return;
    if (auto written = write(*writer); !written) failed = written.error();
  }
};

// Answers as the source does, and writes down what it answered.
class run_recording::recorded_source final : public counter_source {
 public:
  recorded_source(std::unique_ptr<counter_source> source, std::string host, std::shared_ptr<state> file)
      : source_(std::move(source)), host_(std::move(host)), file_(std::move(file)) {}

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    auto answered = source_->query(value_name, answer);
    const auto time = now();
    file_->write([&](recording_writer& writer) -> result<void> {
      auto stream = writer.add_stream(host_, source_->machine(), stream_name(value_name));
      if (!stream) return failure(stream.error());
      if (!asks_for_objects(value_name))
        return answered ? writer.write_titles(*stream, time, value_name, answer) : result<void>{};
      return answered ? writer.write_block(*stream, time, answer)
                      : writer.write_gap(*stream, time, answered.error());
    });
    return answered;
  }

  std::string machine() const override { return source_->machine(); }

 private:
  // Title tables belong to the host: they go with whatever stream it has first.
  std::string stream_name(std::string_view value_name) {
    if (asks_for_objects(value_name)) objects_ = value_name;
    return objects_;
  }

  std::unique_ptr<counter_source> source_;
  std::string host_;
  std::string objects_ = "Global";
  std::shared_ptr<state> file_;
};

result<run_recording> run_recording::open(const std::string& path) {
  auto writer = recording_writer::open(path);
  if (!writer) return failure(writer.error());
  auto opened = std::make_shared<state>();
  opened->writer = std::move(*writer);
  return run_recording(std::move(opened));
}

void run_recording::attach(open_place& place) const {
  const std::string host = place.is_this_machine ? place.source->machine() : place.label;
  place.source = std::make_unique<recorded_source>(std::move(place.source), host, state_);
  byte_buffer table;
  for (const char* name : {"Counter 009", "Help 009"}) (void)place.source->query(name, table);
}

void run_recording::start(const measured_run& run, const std::string& program,
                          const std::vector<std::string>& paths) const {
  recording_note note{.time = run.start,
                      .about = run_start,
                      .properties = {{"number", fmt::to_string(run.number)}, {"program", program}}};
  for (const auto& path : paths) note.properties.emplace_back("path", path);
  state_->write([&](recording_writer& writer) { return writer.write_note(note); });
}

void run_recording::end(const measured_run& run) const {
  recording_note note{.time = run.end,
                      .about = run_end,
                      .properties = {{"number", fmt::to_string(run.number)},
                                     {"exit code", fmt::to_string(run.totals.exit_code)}}};
  for (const auto& figure : figures_of(run.totals))
    note.properties.emplace_back(figure.path, fmt::to_string(figure.value));
  state_->write([&](recording_writer& writer) { return writer.write_note(note); });
}

result<void> run_recording::close() const {
  state_->write([](recording_writer& writer) { return writer.close(); });
  const std::lock_guard lock(state_->mutex);
  return state_->failed ? failure(*state_->failed) : result<void>{};
}

result<std::vector<measured_run>> recorded_runs(const std::string& path, std::vector<std::string>& paths) {
  const auto notes = read_recording_notes(path);
  if (!notes) return failure(notes.error());
  std::vector<measured_run> runs;
  std::optional<measured_run> open;
  for (const auto& note : *notes) {
    if (note.about == run_start) {
      open = measured_run{.number = static_cast<unsigned>(runs.size() + 1), .start = note.time};
      for (const auto& [key, value] : note.properties)
        if (key == "path" && std::ranges::find(paths, value) == paths.end()) paths.push_back(value);
    } else if (note.about == run_end && open) {
      open->end = note.time;
      open->totals.exit_code = static_cast<int>(number(note.value_of("exit code")).value_or(0));
      for (const auto& [key, value] : note.properties)
        if (const auto figure = number(value)) set_figure(open->totals, key, *figure);
      runs.push_back(std::move(*open));
      open.reset();
    }
  }
  return runs;
}

}  // namespace perfdata::cli
