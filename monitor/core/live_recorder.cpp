#include "monitor/core/live_recorder.hpp"

#include "monitor/core/user_folders.hpp"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/recorded_answers.hpp>

namespace perfdata::monitor {
namespace {

class kept_source final : public counter_source {
 public:
  kept_source(std::unique_ptr<counter_source> source, std::string host,
              std::shared_ptr<live_recorder> recorder)
      : source_(std::move(source)), host_(std::move(host)), recorder_(std::move(recorder)) {}

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    auto answered = source_->query(value_name, answer);
    if (asks_for_objects(value_name)) {
      if (answered)
        recorder_->keep_block(host_, source_->machine(), value_name, titles_, answer);
      else
        recorder_->keep_gap(host_, source_->machine(), value_name, answered.error());
    } else if (answered && equals_ignoring_case(value_name, "Counter 009")) {
      titles_ = answer;
    }
    return answered;
  }

  std::string machine() const override { return source_->machine(); }
  std::vector<left_out_object> left_out() const override { return source_->left_out(); }

 private:
  std::unique_ptr<counter_source> source_;
  std::string host_;
  std::shared_ptr<live_recorder> recorder_;
  byte_buffer titles_;
};

live_recorder::moment now() {
  return std::chrono::time_point_cast<hundred_ns>(std::chrono::system_clock::now());
}

}  // namespace

result<void> live_recorder::start(const std::string& path) {
  stop();
  const std::lock_guard lock(mutex_);
  auto opened = recording_writer::open(path);
  if (!opened) {
    state_.failed = opened.error();
    return failure(opened.error());
  }
  writer_ = std::move(*opened);
  state_ = {.path = path};
  return {};
}

void live_recorder::stop() {
  const std::lock_guard lock(mutex_);
  if (!writer_) return;
  std::optional<error> failed;
  if (auto closed = writer_->close(); !closed) failed = closed.error();
  writer_.reset();
  state_ = {.failed = std::move(failed)};
}

recording_state live_recorder::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

template <class Write>
void live_recorder::write(const std::string& host, const std::string& machine, std::string_view value_name,
                          Write&& what) {
  const std::lock_guard lock(mutex_);
  if (!writer_) return;
  const auto stream = writer_->add_stream(host, machine, value_name);
  const result<void> written = stream ? what(*stream) : failure(stream.error());
  if (!written) {
    writer_.reset();
    state_ = {.failed = written.error()};
    return;
  }
  state_.blocks = writer_->totals().blocks;
  state_.bytes = writer_->totals().file_bytes;
}

void live_recorder::keep_block(const std::string& host, const std::string& machine,
                               std::string_view value_name, byte_view titles, byte_view block) {
  write(host, machine, value_name, [&](std::uint16_t stream) -> result<void> {
    if (!titles.empty())
      if (auto named = writer_->write_titles(stream, now(), "Counter 009", titles); !named) return named;
    return writer_->write_block(stream, now(), block);
  });
}

void live_recorder::keep_gap(const std::string& host, const std::string& machine, std::string_view value_name,
                             const error& reason) {
  write(host, machine, value_name,
        [&](std::uint16_t stream) { return writer_->write_gap(stream, now(), reason); });
}

void live_recorder::keep_note(const time_note& note) {
  const std::lock_guard lock(mutex_);
  if (!writer_) return;
  const auto time = std::chrono::duration_cast<hundred_ns>(std::chrono::duration<double>(note.time));
  const auto written =
      writer_->write_note({.time = moment(time), .about = "note", .properties = {{"text", note.text}}});
  if (written) return;
  writer_.reset();
  state_ = {.failed = written.error()};
}

std::unique_ptr<counter_source> record_while_on(std::unique_ptr<counter_source> source, std::string host,
                                                std::shared_ptr<live_recorder> recorder) {
  if (source->recorded() != nullptr) return source;
  return std::make_unique<kept_source>(std::move(source), std::move(host), std::move(recorder));
}

std::string suggested_recording() {
  const auto name = time_stamped_name(".perfdata");
  const char* home = std::getenv("HOME");
  return home != nullptr ? (std::filesystem::path(home) / name).string() : name;
}

}  // namespace perfdata::monitor
