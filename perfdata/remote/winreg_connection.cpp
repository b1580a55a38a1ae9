#include <algorithm>
#include <thread>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/log_on_failure.hpp>
#include <perfdata/remote/tcp_probe.hpp>
#include <perfdata/remote/winreg_connection.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr auto close_limit = 500ms;
constexpr auto retry_pause = 250ms;
constexpr auto retry_window = 5s;  // for a service that is just starting

// How long a connect may take before a second one is tried in its place: a server that is just starting its
// helpers can lose a request for good.
constexpr auto patience = 4s;

constexpr std::uint32_t error_invalid_handle = 6;
constexpr std::uint32_t status_pipe_not_available = 0xC00000AC;
constexpr std::uint32_t status_pipe_busy = 0xC00000AE;
constexpr std::uint32_t status_io_timeout = 0xC00000B5;
constexpr std::uint32_t status_connection_disconnected = 0xC000020C;

/// Remote Registry starts when its pipe is first opened, and smbd starts helpers.
bool may_pass(const dcerpc_outcome& outcome) noexcept {
  return outcome.logged_on &&
         (outcome.nt_status == status_pipe_not_available || outcome.nt_status == status_pipe_busy ||
          outcome.nt_status == status_connection_disconnected);
}

}  // namespace

result<std::unique_ptr<winreg_connection>> winreg_connection::open(const machine_address& machine,
                                                                   const remote_options& options,
                                                                   const deadline& reach,
                                                                   const deadline& until,
                                                                   winreg::method predefined) {
  if (std::holds_alternative<anonymous_credentials>(options.credentials) &&
      options.protection != protection::connect)
    return failure(unprotected_anonymous(machine.to_string()));
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
      if (auto opened = fresh->open_key(predefined, until); !opened)
        return failure(std::move(opened.error()));
      return fresh;
    }
    const bool again = (may_pass(outcome) && !give_up.passed()) || outcome.nt_status == status_io_timeout;
    if (!again || until.left() <= retry_pause)
      return failure(log_on_failure(fresh->machine_, target, outcome));
    std::this_thread::sleep_for(retry_pause);
  }
}

winreg_connection::~winreg_connection() {
  if (!sound_ || key_ == winreg::context_handle{}) return;
  (void)call(winreg::method::close_key, winreg::encode_close_key(key_), deadline(close_limit));
}

result<void> winreg_connection::open_key(winreg::method predefined, const deadline& until) {
  const auto reply = call(predefined, winreg::encode_open_key(), until);
  if (!reply) return failure(reply.error());
  const auto key = winreg::decode_key_reply(reply->bytes);
  if (!key) return failure(key.error());
  if (key->status != 0) return failure(win32_failure(machine_, winreg::to_string(predefined), key->status));
  // MS-RRP 3.1.5.25 and 26: for the text keys the status is 0 whatever happened; the handle tells.
  if (key->key == winreg::context_handle{})
    return failure(win32_failure(machine_, winreg::to_string(predefined), error_invalid_handle));
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
