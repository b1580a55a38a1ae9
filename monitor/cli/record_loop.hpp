// The clockwork of `perfdata record`: hosts are asked together, and what comes is written as it comes.
#pragma once

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/recorder.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <perfdata/recording/recording_writer.hpp>

namespace perfdata::cli {

using recorders = std::vector<std::unique_ptr<recorder>>;

/// What people are told while it runs.
struct record_events {
  std::function<void(const recorder&, const error&)> failed{};      ///< a host that answered until now
  std::function<void(const recorder&, const error&)> cannot_ask{};  ///< a path that a host does not know
  std::function<void(const recorder&)> answers_again{};
  std::function<void(std::uint64_t samples)> sampled{};  ///< all that was due has come
};

/// A resource: the recorders and the writer must outlive it.
class record_loop {
 public:
  record_loop(const recorders& hosts, recording_writer& writer, record_events events)
      : hosts_(hosts), writer_(writer), events_(std::move(events)) {}
  record_loop(const record_loop&) = delete;
  record_loop& operator=(const record_loop&) = delete;

  /// Asks every `interval`, `count` times or until a signal comes (0), or no host is left to be asked. Syncs
  /// each five seconds. Errors: those of the writer, which end it.
  [[nodiscard]] result<void> run(std::chrono::steady_clock::duration interval, std::uint64_t count,
                                 const interrupt& signals);

 private:
  [[nodiscard]] result<void> write_what_came();
  [[nodiscard]] result<void> write(const recorder& host, const raw_answer& answer);
  [[nodiscard]] result<void> sync_when_due();
  [[nodiscard]] result<void> ask_and_write(std::chrono::steady_clock::duration patience,
                                           const interrupt& signals);

  const recorders& hosts_;
  recording_writer& writer_;
  record_events events_;
  std::map<const recorder*, std::string> troubles_;  // the messages of hosts that do not answer
  std::chrono::steady_clock::time_point synced_ = std::chrono::steady_clock::now();
};

}  // namespace perfdata::cli
