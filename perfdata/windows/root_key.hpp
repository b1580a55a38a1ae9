// A predefined key, this computer's or another's, opened.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include <perfdata/windows/held_key.hpp>
#include <perfdata/windows/session.hpp>

namespace perfdata::win32 {

/// How to reach a machine. Values.
struct reach {
  std::optional<machine_address> machine{};  ///< none: this computer
  credentials who = caller_credentials{};    ///< for another machine
  bool connect_first = true;                 ///< of a source; else its first query connects
  bool start_service = false;                ///< start RemoteRegistry there when connecting fails
  std::function<void(std::string_view machine)> on_service_started{};  ///< told when that was done
  std::stop_token stop{};  ///< ends what is under way and all after it with errc::cancelled
  std::chrono::milliseconds timeout{10'000};  ///< for connecting as a whole, and for each call after it
};

/// Logs on. Errors: session::log_on's; errc::invalid_argument for a port other than 445, which Windows'
/// registry client has no way to use, and for an account to ask this computer with.
[[nodiscard]] result<std::shared_ptr<session>> open_session(std::shared_ptr<registry_calls> calls,
                                                            const reach& how, const deadline& until);

/// This computer's keys are there at once; another's come from RegConnectRegistryW. With `start_service` a
/// machine that does not answer it is asked to start the service, and asked again for a few seconds.
/// Errors: the codes of RegConnectRegistryW and StartServiceW; errc::timed_out.
[[nodiscard]] result<std::shared_ptr<held_key>> open_root(session& at, const reach& how, predefined_key key,
                                                          const deadline& until);

/// RegCloseKey, waited for no longer than half a second: a key of a machine that went away is closed when the
/// system notices. Errors: the code of RegCloseKey; errc::timed_out.
result<void> close_within_reason(session& at, std::shared_ptr<held_key> key);

}  // namespace perfdata::win32
