// One machine in the loop's thread: its connection, the queries that wait for it, and when to try again.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <perfdata/remote/async_machine.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>
#include <perfdata/remote/session/back_off.hpp>
#include <perfdata/remote/session/learned_capacities.hpp>
#include <perfdata/remote/winreg/winreg_pipe.hpp>

namespace perfdata {

/// A query that waits or is under way.
struct machine_query {
  bool only_connect = false;
  std::string value_name{};
  byte_buffer answer{};
  deadline until;
  async_machine::completion done{};
};

/// A resource of the loop's thread. Behaves as async_machine says.
class machine_session {
 public:
  machine_session(dcerpc_loop& loop, const machine_address& machine, const remote_options& options,
                  std::function<void(const machine_status&)> on_status);
  machine_session(const machine_session&) = delete;
  machine_session& operator=(const machine_session&) = delete;
  ~machine_session();

  /// As a job of its own; not from a completion.
  void start(machine_query query);
  /// As a job of its own.
  void cancel();

 private:
  task<nothing> serve();
  task<nothing> attempt();
  task<result<nothing>> carry_out(machine_query& query);
  task<result<nothing>> connected(deadline until);
  task<result<nothing>> ask(const std::string& name, machine_query& query);
  task<result<nothing>> ask_spelling(std::string name, machine_query& query);
  [[nodiscard]] std::optional<error> why_not_now() const;
  void note_failed_attempt(const error& failed);
  error lost(error failed);
  void publish();

  dcerpc_loop& loop_;
  winreg_pipe::plan plan_;
  std::string name_;
  std::function<void(const machine_status&)> on_status_;
  std::deque<machine_query> queries_;  // the first one is under way
  std::unique_ptr<winreg_pipe> pipe_;
  learned_capacities capacities_;
  back_off back_off_;
  std::chrono::milliseconds patience_;
  std::optional<error> rejected_;  // a password that was refused: never sent again
  machine_status status_;
  loop_event attempt_over_;
  bool attempting_ = false;
  // Last, so that they are cancelled before what they use goes.
  std::optional<task<nothing>> attempt_;
  std::optional<task<nothing>> serve_;
};

}  // namespace perfdata
