// One bound pipe of one machine, driven by tasks of the loop's thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/deadline.hpp>
#include <perfdata/remote/dcerpc/dcerpc_logon.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>
#include <perfdata/remote/loop/task.hpp>

namespace perfdata {

/// The reply to a call. A value of the loop's thread; the bytes live as long as one copy of it does.
struct dcerpc_reply {
  std::shared_ptr<const void> owner{};
  byte_view bytes{};
};

/// How an operation ended.
struct dcerpc_outcome {
  std::uint32_t nt_status = 0;  ///< 0 worked; STATUS_IO_TIMEOUT when the deadline came first
  std::string problem{};        ///< set when there was no status: our own set-up failed
  bool logged_on = false;       ///< open: a failure came from the pipe, not from SMB or the account
  [[nodiscard]] bool ok() const noexcept { return nt_status == 0 && problem.empty(); }
};

/// A resource of the loop's thread; one operation at a time. Each one ends by its deadline, and a channel
/// that missed one, or whose operation was cancelled (its task destroyed), is of no further use. The tasks
/// must not outlive the channel.
class dcerpc_channel {
 public:
  explicit dcerpc_channel(dcerpc_loop& loop);
  dcerpc_channel(const dcerpc_channel&) = delete;
  dcerpc_channel& operator=(const dcerpc_channel&) = delete;
  ~dcerpc_channel();

  [[nodiscard]] dcerpc_loop& loop() const noexcept { return loop_; }

  /// Negotiates, logs on, opens the pipe and binds, once, without a fall-back of any kind.
  [[nodiscard]] task<dcerpc_outcome> open(dcerpc_target target, deadline until);

  /// While open() is under way: whether the account was accepted.
  [[nodiscard]] bool logged_on() const;

  /// Calls method `opnum`. `reply` is set when the outcome is ok, and must outlive the task.
  [[nodiscard]] task<dcerpc_outcome> call(std::uint16_t opnum, byte_buffer request, dcerpc_reply& reply,
                                          deadline until);

 private:
  class operation;
  class open_operation;
  class call_operation;
  class outcome_of;

  struct pipe_state;

  dcerpc_loop& loop_;  // outlives its jobs
  std::unique_ptr<pipe_state> pipe_;
};

}  // namespace perfdata
