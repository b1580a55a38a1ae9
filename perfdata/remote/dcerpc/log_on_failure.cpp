#include <fmt/format.h>

#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/dcerpc/log_on_failure.hpp>

namespace perfdata {
namespace {

constexpr std::string_view log_on_step = "negotiate and log on";
constexpr std::string_view open_pipe_step = R"(open \winreg)";

std::string_view protection_advice(protection wanted) noexcept {
  return wanted == protection::connect
             ? "the machine may insist on a protected connection: try privacy"
             : "the machine may not offer this protection; a weaker one is only used when you ask for it "
               "(--protect integrity or connect)";
}

bool uses_kerberos(const dcerpc_target& target) noexcept {
  return std::holds_alternative<kerberos_credentials>(target.credentials);
}

error set_up_failure(const std::string& machine, const dcerpc_target& target, std::string_view problem) {
  const bool kerberos = uses_kerberos(target);
  return {.code = kerberos ? errc::logon_failed : errc::system_failure,
          .message = fmt::format("{}: \"{}\" failed: {}", machine, log_on_step, problem),
          .advice = kerberos ? "get a ticket with kinit first" : "",
          .system = system_status{.step = std::string(log_on_step)}};
}

/// The ticket was good enough for the KDC.
error ticket_refused(const std::string& machine, std::uint32_t status) {
  error failed = nt_failure(machine, log_on_step, status);
  failed.code = errc::logon_failed;
  failed.message = fmt::format("{}: \"{}\" failed: the machine does not accept the Kerberos ticket ({})",
                               machine, log_on_step, nt_status_name(status));
  failed.advice =
      "compare its clock with the domain's (five minutes are allowed), check that the account exists there, "
      "and get a new ticket with kinit in case the machine's own key has changed";
  return failed;
}

/// "" is the account that everybody has.
error nobody_is_let_in(error failed, const std::string& machine) {
  failed.message = fmt::format("{}: \"{}\" failed: without an account nobody is let in ({})", machine,
                               failed.system->step, nt_status_name(failed.system->nt_status));
  failed.advice = R"(name a user: --user [DOMAIN\]NAME, or --kerberos)";
  return failed;
}

bool is_anonymous(const dcerpc_target& target) noexcept {
  return std::holds_alternative<anonymous_credentials>(target.credentials);
}

/// SMB and the account are good, so the pipe is not.
error pipe_failure(const std::string& machine, const dcerpc_target& target, std::uint32_t status) {
  error failed = nt_failure(machine, open_pipe_step, status);
  if (failed.code == errc::logon_failed) return failed;
  if (status == status_access_denied && is_anonymous(target))
    return nobody_is_let_in(std::move(failed), machine);
  if (target.interface == rpc_interface::winreg && status == status_object_name_not_found) {
    failed.code = errc::unreachable;
    failed.advice =
        "the Remote Registry service is disabled or not installed there: set its start type to Manual or "
        "Automatic (services.msc, Remote Registry; or \"sc config RemoteRegistry start= demand\" in an "
        "elevated prompt) and start it";
  } else if (target.interface == rpc_interface::winreg && status == status_pipe_not_available) {
    failed.code = errc::unreachable;
    failed.advice =
        "the Remote Registry service is stopped there and did not start by itself within some seconds: start "
        "it (\"sc start RemoteRegistry\" there, or --start-service here)";
  } else if (status == status_access_denied) {
    failed.advice.append("; ").append(protection_advice(target.protection));
  } else if (failed.code == errc::timed_out) {
    failed.advice = "restart the Remote Registry service there, or raise the timeout";
  } else {
    failed.code = errc::unreachable;
    failed.advice = "start the Remote Registry service there (it is off by default since Windows Vista)";
  }
  return failed;
}

error smb_failure(const std::string& machine, const dcerpc_target& target, std::uint32_t status) {
  error failed = nt_failure(machine, log_on_step, status);
  if (status == status_access_denied && is_anonymous(target))
    return nobody_is_let_in(std::move(failed), machine);
  if (status == status_access_denied) {
    failed.advice.append("; ").append(protection_advice(target.protection));
  } else if (failed.code == errc::timed_out) {
    failed.advice = fmt::format(
        "port {} takes connections and nothing answers: check that it is an SMB server, or raise the timeout",
        target.port);
  } else if (failed.code == errc::connection_lost || status == status_not_supported) {
    failed.code = errc::unreachable;
    failed.advice = "check that the other side speaks SMB 2 or later";
  }
  return failed;
}

}  // namespace

error log_on_failure(const std::string& machine, const dcerpc_target& target, const dcerpc_outcome& outcome) {
  const std::uint32_t status = outcome.nt_status;
  if (!outcome.problem.empty()) return set_up_failure(machine, target, outcome.problem);
  if (outcome.logged_on) return pipe_failure(machine, target, status);
  if ((status == status_invalid_parameter || status == status_logon_failure) && uses_kerberos(target))
    return ticket_refused(machine, status);
  return smb_failure(machine, target, status);
}

bool needs_an_account(const remote_options& options) noexcept {
  return std::holds_alternative<anonymous_credentials>(options.credentials) &&
         options.protection != protection::connect;
}

error unprotected_anonymous(const std::string& machine) {
  return {.code = errc::unsupported,
          .message = fmt::format("{}: \"{}\" failed: without an account nothing can be signed or encrypted",
                                 machine, log_on_step),
          .advice = "name a user, or allow an unprotected connection (--protect connect)",
          .system = system_status{.step = std::string(log_on_step)}};
}

}  // namespace perfdata
