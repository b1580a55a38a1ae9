// Whose account the calls to another machine are made with.
#pragma once

#include <memory>
#include <string>

#include <perfdata/base/result.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/windows/registry_calls.hpp>

namespace perfdata::win32 {

/// A resource: a token of new credentials, a session to the machine's IPC$, or nothing for the caller's own
/// account. Gives back what it holds when it goes.
class acting_as {
 public:
  /// A password becomes a token (LogonUserW with LOGON32_LOGON_NEW_CREDENTIALS), which sends nothing; where
  /// the system refuses that to the caller, a session to IPC$ (WNetAddConnection2W), cancelled at the end.
  /// May block.
  /// Errors: errc::unsupported for credentials that Windows' registry client has no way to use; the codes of
  /// those two calls.
  [[nodiscard]] static result<std::shared_ptr<acting_as>> make(std::shared_ptr<registry_calls> calls,
                                                               const machine_address& machine,
                                                               const credentials& who);

  acting_as(std::shared_ptr<registry_calls> calls, token_handle token, std::string share);
  acting_as(const acting_as&) = delete;
  acting_as& operator=(const acting_as&) = delete;
  ~acting_as();

  /// Makes `call` on this thread as that account and gives its code, or that of the impersonation.
  template <class Call>
  std::uint32_t during(Call& call) const {
    if (token_ == nullptr) return call();
    if (const std::uint32_t refused = calls_->impersonate(token_); refused != 0) return refused;
    const std::uint32_t code = call();
    (void)calls_->revert();
    return code;
  }

 private:
  std::shared_ptr<registry_calls> calls_;
  token_handle token_ = nullptr;
  std::string share_;
};

/// Whether the credentials stand for the account that runs the program.
[[nodiscard]] bool is_caller(const credentials& who) noexcept;

}  // namespace perfdata::win32
