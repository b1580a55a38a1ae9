#include <algorithm>
#include <fmt/format.h>
#include <thread>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/tcp_probe.hpp>
#include <perfdata/remote/winreg_connection.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view log_on_step = "negotiate and log on";
constexpr std::string_view open_pipe_step = R"(open \winreg)";
constexpr std::string_view start_service =
    "start the Remote Registry service there (it is off by default since Windows Vista)";
constexpr auto close_limit = 500ms;
constexpr auto retry_pause = 250ms;
constexpr auto retry_window = 5s;  // for a service that is just starting

// How long a connect may take before a second one is tried in its place: a server that is just starting its
// helpers can lose a request for good.
constexpr auto patience = 4s;

constexpr std::uint32_t status_access_denied = 0xC0000022;
constexpr std::uint32_t status_pipe_not_available = 0xC00000AC;
constexpr std::uint32_t status_pipe_busy = 0xC00000AE;
constexpr std::uint32_t status_io_timeout = 0xC00000B5;
constexpr std::uint32_t status_not_supported = 0xC00000BB;
constexpr std::uint32_t status_connection_disconnected = 0xC000020C;

/// Remote Registry starts when its pipe is first opened, and smbd starts helpers.
bool may_pass(const dcerpc_outcome& outcome) noexcept {
  return outcome.logged_on &&
         (outcome.nt_status == status_pipe_not_available || outcome.nt_status == status_pipe_busy ||
          outcome.nt_status == status_connection_disconnected);
}

std::string_view protection_advice(protection wanted) noexcept {
  return wanted == protection::connect
             ? "the machine may ask for a protected connection; try privacy"
             : "the machine may not offer this protection; a weaker one is only used when you ask for it "
               "(--protect integrity or connect)";
}

error failed_set_up(const std::string& machine, const dcerpc_target& target, std::string_view problem) {
  const bool kerberos = std::holds_alternative<kerberos_credentials>(target.credentials);
  return {.code = kerberos ? errc::logon_failed : errc::system_failure,
          .message = fmt::format("{}: \"{}\" failed: {}", machine, log_on_step, problem),
          .advice = kerberos ? "get a ticket with kinit first" : "",
          .system = system_status{.step = std::string(log_on_step)}};
}

error with(error failed, errc code, std::string_view advice) {
  failed.code = code;
  failed.advice = advice;
  return failed;
}

error failed_log_on(const std::string& machine, const dcerpc_target& target, const dcerpc_outcome& outcome) {
  if (!outcome.problem.empty()) return failed_set_up(machine, target, outcome.problem);
  error failed = nt_failure(machine, outcome.logged_on ? open_pipe_step : log_on_step, outcome.nt_status);
  if (outcome.nt_status == status_access_denied)
    failed.advice.append("; ").append(protection_advice(target.protection));
  else if (outcome.logged_on && failed.code != errc::logon_failed && failed.code != errc::timed_out)
    failed = with(std::move(failed), errc::unreachable, start_service);
  else if (outcome.logged_on && failed.code == errc::timed_out)
    failed.advice =
        "its registry service does not answer: restart Remote Registry there, or raise the timeout";
  else if (failed.code == errc::timed_out)
    failed.advice = fmt::format(
        "something takes connections on port {} and does not answer: check that it is an SMB server, or "
        "raise "
        "the timeout",
        target.port);
  else if (failed.code == errc::connection_lost || outcome.nt_status == status_not_supported)
    failed = with(std::move(failed), errc::unreachable, "check that the other side speaks SMB 2 or later");
  return failed;
}

/// Without an account there is no session key: what the libraries would call sealed, anyone can read.
error unprotected_anonymous(const machine_address& machine) {
  return {.code = errc::unsupported,
          .message = fmt::format("{}: \"{}\" failed: without an account nothing can be signed or encrypted",
                                 machine.to_string(), log_on_step),
          .advice = "name a user, or allow an unprotected connection (--protect connect)",
          .system = system_status{.step = std::string(log_on_step)}};
}

}  // namespace

result<std::unique_ptr<winreg_connection>> winreg_connection::open(const machine_address& machine,
                                                                   const remote_options& options,
                                                                   const deadline& reach,
                                                                   const deadline& until) {
  if (std::holds_alternative<anonymous_credentials>(options.credentials) &&
      options.protection != protection::connect)
    return failure(unprotected_anonymous(machine));
  const auto addresses = resolve_machine(machine, reach);
  if (!addresses) return failure(addresses.error());
  const auto address = first_that_accepts(machine, *addresses, reach);
  if (!address) return failure(address.error());
  const dcerpc_target target{.address = address->to_string(),
                             .host = machine.host,
                             .port = machine.port,
                             .credentials = options.credentials,
                             .protection = options.protection};
  const deadline give_up = until.within(retry_window);
  for (;;) {
    auto loop = dcerpc_loop::acquire();
    if (!loop) return failure(loop.error());
    std::unique_ptr<winreg_connection> fresh(new winreg_connection(machine.to_string(), *std::move(loop)));
    const auto outcome =
        fresh->channel_.open(target, until.left() > 2 * patience ? until.within(patience) : until);
    if (outcome.ok()) {
      if (auto opened = fresh->open_key(until); !opened) return failure(std::move(opened.error()));
      return fresh;
    }
    const bool again = (may_pass(outcome) && !give_up.passed()) || outcome.nt_status == status_io_timeout;
    if (!again || until.left() <= retry_pause)
      return failure(failed_log_on(fresh->machine_, target, outcome));
    std::this_thread::sleep_for(retry_pause);
  }
}

winreg_connection::~winreg_connection() {
  if (!sound_) return;
  (void)call(winreg::method::close_key, winreg::encode_close_key(key_), deadline(close_limit));
}

result<void> winreg_connection::open_key(const deadline& until) {
  const auto method = winreg::method::open_performance_data;
  const auto reply = call(method, winreg::encode_open_key(), until);
  if (!reply) return failure(reply.error());
  const auto key = winreg::decode_key_reply(reply->bytes);
  if (!key) return failure(key.error());
  if (key->status != 0) return failure(win32_failure(machine_, winreg::to_string(method), key->status));
  key_ = key->key;
  sound_ = true;
  return {};
}

result<queried_value> winreg_connection::query(std::string_view value_name, std::uint32_t capacity,
                                               const deadline& until) {
  auto request = winreg::encode_query_value(key_, value_name, capacity);
  if (!request) return failure(request.error());
  auto reply = call(winreg::method::query_value, *std::move(request), until);
  if (!reply) return failure(reply.error());
  auto value = winreg::decode_value_reply(reply->bytes, capacity);
  if (!value) {
    sound_ = false;
    return failure(value.error());
  }
  return queried_value{.owner = std::move(reply->owner), .value = *value};
}

result<dcerpc_reply> winreg_connection::call(winreg::method which, byte_buffer request,
                                             const deadline& until) {
  dcerpc_reply reply;
  const auto outcome = channel_.call(static_cast<std::uint16_t>(which), std::move(request), reply, until);
  if (outcome.ok()) return reply;
  sound_ = false;
  if (!outcome.problem.empty())
    return failure({.code = errc::system_failure, .message = machine_ + ": " + outcome.problem});
  return failure(nt_failure(machine_, winreg::to_string(which), outcome.nt_status));
}

}  // namespace perfdata
