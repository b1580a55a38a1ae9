#include <fmt/format.h>
#include <utility>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/windows/acting_as.hpp>

namespace perfdata::win32 {
namespace {

error no_way_to_use(std::string_view machine) {
  return {.code = errc::unsupported,
          .message = fmt::format("{}: Windows' registry client logs on with the caller's account or with a "
                                 "password, and with nothing else",
                                 machine),
          .advice = "give --user with a password, or run this as the account that is to ask"};
}

}  // namespace

bool is_caller(const credentials& who) noexcept {
  // The system keeps the caller's ticket itself, so the current one is the caller's account.
  const auto* ticket = std::get_if<kerberos_credentials>(&who);
  return std::holds_alternative<caller_credentials>(who) || (ticket != nullptr && ticket->cache.empty());
}

result<std::shared_ptr<acting_as>> acting_as::make(std::shared_ptr<registry_calls> calls,
                                                   const machine_address& machine, const credentials& who) {
  if (is_caller(who)) return std::make_shared<acting_as>(std::move(calls), nullptr, std::string());
  const auto* account = std::get_if<password_credentials>(&who);
  if (account == nullptr) return failure(no_way_to_use(machine.host));
  token_handle token = nullptr;
  if (calls->log_on(*account, token) == 0)
    return std::make_shared<acting_as>(std::move(calls), token, std::string());
  // Nothing was sent: a refusal of that call is about this process, not about the password.
  std::string share = fmt::format(R"(\\{}\IPC$)", machine.host);
  if (const std::uint32_t code = calls->add_connection(share, *account); code != 0)
    return failure(win32_failure(machine.host, "WNetAddConnection2", code));
  return std::make_shared<acting_as>(std::move(calls), nullptr, std::move(share));
}

acting_as::acting_as(std::shared_ptr<registry_calls> calls, token_handle token, std::string share)
    : calls_(std::move(calls)), token_(token), share_(std::move(share)) {}

acting_as::~acting_as() {
  if (token_ != nullptr) calls_->close_token(token_);
  if (!share_.empty()) (void)calls_->cancel_connection(share_);
}

}  // namespace perfdata::win32
