// One bound \PIPE\winreg of one machine, used from any thread: the work is done in the loop's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/remote/dcerpc_logon.hpp>
#include <perfdata/remote/dcerpc_loop.hpp>
#include <perfdata/remote/deadline.hpp>

namespace perfdata {

/// The reply to a call. A value; the bytes live as long as one copy of it does.
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

/// A resource; one operation at a time. Each one returns by its deadline (a tenth of a second later when the
/// loop's thread itself is held up) and is cancelled in the loop when it does not: a channel that missed a
/// deadline is of no further use.
class dcerpc_channel {
 public:
  explicit dcerpc_channel(std::shared_ptr<dcerpc_loop> loop);
  dcerpc_channel(const dcerpc_channel&) = delete;
  dcerpc_channel& operator=(const dcerpc_channel&) = delete;
  ~dcerpc_channel();

  /// Negotiates, logs on, opens the pipe and binds, once, without a fall-back of any kind.
  [[nodiscard]] dcerpc_outcome open(dcerpc_target target, const deadline& until);

  /// Calls method `opnum`. `reply` is set when the outcome is ok.
  [[nodiscard]] dcerpc_outcome call(std::uint16_t opnum, byte_buffer request, dcerpc_reply& reply,
                                    const deadline& until);

 private:
  class operation;
  class open_operation;
  class call_operation;
  struct pipe_state;
  [[nodiscard]] dcerpc_outcome run(const std::shared_ptr<operation>& what);

  std::shared_ptr<dcerpc_loop> loop_;
  std::shared_ptr<pipe_state> pipe_;
};

}  // namespace perfdata
