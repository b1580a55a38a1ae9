// What the keys of one connection share: who they are, whose account they use, how long they wait.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include <perfdata/connection/machine_address.hpp>
#include <perfdata/windows/acting_as.hpp>
#include <perfdata/windows/call_thread.hpp>

namespace perfdata::win32 {

/// A resource, shared by its keys. One call at a time.
class session {
 public:
  /// `machine`: none for this computer.
  session(std::shared_ptr<registry_calls> calls, const std::optional<machine_address>& machine,
          std::chrono::milliseconds timeout, std::stop_token stop = {});
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  /// Logs on. Errors: acting_as::make's; errc::timed_out.
  [[nodiscard]] result<void> log_on(const credentials& who, const deadline& until);

  /// Makes `call`, which gives a Win32 code, on the session's thread as its account. It must own all it
  /// touches. The code, when the call came back in time; otherwise errc::timed_out with the step, at once
  /// while an earlier call is still out; errc::cancelled after a stop.
  [[nodiscard]] result<std::uint32_t> run(std::string_view step, std::function<std::uint32_t()> call,
                                          const deadline& until);
  [[nodiscard]] result<std::uint32_t> run(std::string_view step, std::function<std::uint32_t()> call) {
    return run(step, std::move(call), deadline(timeout_));
  }

  [[nodiscard]] const std::shared_ptr<registry_calls>& calls() const noexcept { return calls_; }
  /// For messages: the machine as typed, or this computer's name.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] bool is_local() const noexcept { return !machine_; }
  [[nodiscard]] std::chrono::milliseconds timeout() const noexcept { return timeout_; }

  /// The step failed with `code`.
  [[nodiscard]] error failed(std::string_view step, std::uint32_t code) const;

 private:
  [[nodiscard]] error too_late(std::string_view step, call_thread::outcome how) const;

  std::shared_ptr<registry_calls> calls_;
  std::optional<machine_address> machine_;
  std::string name_;
  std::chrono::milliseconds timeout_;
  std::stop_token stop_;
  std::shared_ptr<acting_as> account_;
  call_thread thread_;
};

}  // namespace perfdata::win32
