// One logon up to the open key, watched step by step, and let go again: what a diagnosis needs and a
// connection does not.
#pragma once

#include <array>
#include <chrono>

#include <perfdata/remote/dcerpc/dcerpc_channel.hpp>
#include <perfdata/remote/doctor/smb_facts.hpp>

namespace perfdata {

/// How a trial went. A value.
struct logon_trial {
  bool complete = false;  ///< the key was opened
  logon_stage last{};     ///< the stage that failed; open_key when complete
  smb_facts facts{};
  std::array<std::chrono::microseconds, logon_stages> took{};  ///< by stage; 0 for those not reached
  dcerpc_outcome outcome{};      ///< when a stage before open_key failed, or its call
  std::uint32_t key_status = 0;  ///< what OpenPerformanceData answered: a Win32 code
};

/// Negotiates, logs on once, opens \winreg and HKEY_PERFORMANCE_DATA, without a fall-back of any kind, and
/// closes the connection. Any thread. Errors: errc::system_failure when the loop's thread cannot be had.
[[nodiscard]] result<logon_trial> try_logon(const dcerpc_target& target, const deadline& until);

}  // namespace perfdata
