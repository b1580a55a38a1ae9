#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>
#include <utility>

#include <perfdata/base/ascii.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/log_blocks.hpp>
#include <perfdata/recording/logged_source.hpp>
#include <perfdata/recording/recorded_answers.hpp>
#include <perfdata/recording/stepped_timeline.hpp>

namespace perfdata {
namespace {

class logged_source final : public counter_source, private stepped_timeline<log_sample> {
 public:
  logged_source(std::unique_ptr<counter_log_reader> log, std::string machine)
      : log_(std::move(log)), machine_(std::move(machine)) {
    blocks_.learn(log_->columns());
  }

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    if (equals_ignoring_case(value_name, "Counter 009")) {
      answer = blocks_.names().table();
      return {};
    }
    if (!asks_for_objects(value_name))
      return failure({.code = errc::not_found,
                      .message = fmt::format("a log of counters holds no value named \"{}\"", value_name)});
    const bool same_moment = current_ && !asked_.contains(value_name);
    if (!same_moment && !step()) return failure(why_nothing_follows());
    asked_.emplace(value_name);
    answer = answer_of(value_name);
    return {};
  }

  std::string machine() const override { return machine_; }
  timeline* recorded() noexcept override { return this; }

 private:
  void seek(moment time) override {
    stand_nowhere();
    broken_.reset();
    if (const auto done = log_->seek(time); !done) {
      broken_ = done.error();
      return;
    }
    while (look_ahead(2) && ahead_[1].time <= time) ahead_.pop_front();
  }

  std::vector<std::string> damages() const override {
    std::vector<std::string> sentences;
    for (const auto& notice : log_->notices().list())
      sentences.push_back(fmt::format("at byte {}: {}", notice.offset, notice.message));
    return sentences;
  }

  bool look_ahead(std::size_t count) override {
    while (ahead_.size() < count) {
      log_sample sample;
      const auto more = log_->read(sample);
      if (!more) broken_ = more.error();
      if (!more || !*more) return false;
      ahead_.push_back(std::move(sample));
    }
    return true;
  }

  [[nodiscard]] byte_buffer answer_of(std::string_view value_name) {
    blocks_.learn(log_->columns());
    const auto wanted = listed_objects(value_name);
    std::vector<std::size_t> objects;
    for (std::size_t i = 0; i < blocks_.objects().size(); ++i) {
      const auto& each = blocks_.objects()[i];
      const bool asked = !wanted || std::ranges::find(*wanted, each.title_index) != wanted->end();
      if (asked && equals_ignoring_case(each.machine, machine_)) objects.push_back(i);
    }
    if (auto block = blocks_.block(objects, log_->columns(), *current_)) return std::move(*block);
    block_builder empty({.system_name = machine_, .perf_time_100ns = to_filetime(current_->time)});
    return empty.finish();
  }

  [[nodiscard]] error why_nothing_follows() const {
    if (broken_) return *broken_;
    return {.code = errc::end_of_recording,
            .message = fmt::format("the log of {} ends here", machine_.empty() ? "counters" : machine_)};
  }

  std::unique_ptr<counter_log_reader> log_;
  std::string machine_;
  log_blocks blocks_{finished_numbers::as_doubles};
  std::optional<error> broken_;
};

}  // namespace

std::vector<std::string> logged_machines(std::span<const log_column> columns) {
  std::vector<std::string> machines;
  std::string last;
  for (const auto& column : columns) {
    // A log has few machines and many columns, which come in runs: most are told by the first characters.
    if (!machines.empty() && column.path.starts_with(last)) continue;
    auto path = counter_path::parse(column.path);
    if (!path) continue;
    last = path->machine.empty() ? std::string("\\") + path->object : fmt::format("\\\\{}\\", path->machine);
    const auto is_it = [&](const std::string& each) { return equals_ignoring_case(each, path->machine); };
    if (std::ranges::none_of(machines, is_it)) machines.push_back(std::move(path->machine));
  }
  return machines;
}

result<std::unique_ptr<counter_source>> open_logged_source(std::unique_ptr<counter_log_reader> log,
                                                           const std::string& machine) {
  if (auto learned = log->learn_columns(); !learned) return failure(learned.error());
  const auto machines = logged_machines(log->columns());
  if (machines.empty())
    return failure({.code = errc::not_found,
                    .message = "the log has no column that is a counter",
                    .advice = R"(columns are named like \\machine\object(instance)\counter)"});
  const auto found =
      machine.empty() ? machines.begin() : std::ranges::find_if(machines, [&](const std::string& each) {
        return equals_ignoring_case(each, machine);
      });
  if (found != machines.end()) return std::make_unique<logged_source>(std::move(log), *found);
  return failure({.code = errc::not_found,
                  .message = fmt::format("the log holds nothing of {}", machine),
                  .advice = fmt::format("one of: {}", fmt::join(machines, ", "))});
}

}  // namespace perfdata
