#include <algorithm>

#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/dcerpc/log_on_failure.hpp>
#include <perfdata/remote/kerberos/ticket_wait.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>
#include <perfdata/remote/network/tcp_probe.hpp>
#include <perfdata/remote/svcctl/service_control.hpp>
#include <perfdata/remote/winreg/winreg_pipe.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr auto key_close_limit = 500ms;
constexpr std::chrono::milliseconds first_pause = 100ms;
constexpr std::chrono::milliseconds longest_pause = 1s;
constexpr std::chrono::milliseconds retry_window = 5s;  // for a service that is just starting

/// Remote Registry starts when its pipe is first opened, and smbd starts helpers.
bool may_pass(const dcerpc_outcome& outcome) noexcept {
  return outcome.logged_on &&
         (outcome.nt_status == status_pipe_not_available || outcome.nt_status == status_pipe_busy ||
          outcome.nt_status == status_connection_disconnected);
}

bool is_without_service(const dcerpc_outcome& outcome) noexcept {
  return outcome.logged_on && (outcome.nt_status == status_pipe_not_available ||
                               outcome.nt_status == status_object_name_not_found);
}

task<result<dcerpc_target>> find_target(dcerpc_loop& loop, winreg_pipe::plan& how, deadline reach,
                                        deadline until) {
  auto addresses = co_await resolve_machine(loop, how.machine, reach);
  if (!addresses) co_return failure(std::move(addresses.error()));
  how.progress.reached = connect_progress::stage::connect;
  auto address = co_await first_that_accepts(loop, how.machine, *std::move(addresses), reach);
  if (!address) co_return failure(std::move(address.error()));
  how.progress.reached = connect_progress::stage::ticket;
  auto who =
      co_await with_ticket(loop, how.options.credentials, how.machine.to_string(), how.machine.host, until);
  if (!who) co_return failure(std::move(who.error()));
  dcerpc_target target;
  target.address = address->to_string();
  target.host = how.machine.host;
  target.port = how.machine.port;
  target.credentials = std::move(who->credentials);
  target.ticket_owner = std::move(who->owner);
  target.protection = how.options.protection;
  co_return target;
}

/// Starts the service, and tells who wants to know.
task<result<nothing>> see_to_service(dcerpc_loop& loop, winreg_pipe::plan& how, deadline until) {
  how.progress.reached = connect_progress::stage::start_service;
  auto started = co_await start_remote_registry(loop, how.machine.to_string(), how.progress.target, until);
  if (!started) co_return failure(std::move(started.error()));
  if (*started == service_start::started && how.options.on_service_started)
    how.options.on_service_started(how.machine.to_string());
  co_return nothing{};
}

}  // namespace

task<result<std::unique_ptr<winreg_pipe>>> winreg_pipe::open(dcerpc_loop& loop, plan& how, deadline reach,
                                                             deadline until) {
  how.progress = {};
  auto& progress = how.progress;
  auto target = co_await find_target(loop, how, reach, until);
  if (!target) co_return failure(std::move(target.error()));
  progress.target = *target;
  deadline give_up = until.within(retry_window);
  bool may_start_service = how.options.start_service;
  for (auto next_pause = first_pause;; next_pause = std::min(next_pause * 2, longest_pause)) {
    auto fresh = std::make_unique<winreg_pipe>(loop, how.machine.to_string());
    progress.reached = connect_progress::stage::log_on;
    progress.channel = &fresh->channel_;
    dcerpc_outcome outcome = co_await fresh->channel_.open(*target, until);
    progress.channel = nullptr;
    if (outcome.ok()) {
      progress.reached = connect_progress::stage::open_key;
      auto opened = co_await fresh->open_key(how.predefined, until);
      if (!opened) co_return failure(std::move(opened.error()));
      co_return fresh;
    }
    if (may_start_service && is_without_service(outcome)) {
      auto started = co_await see_to_service(loop, how, until);
      if (!started) co_return failure(std::move(started.error()));
      may_start_service = false;
      give_up = until.within(retry_window);
    } else if (!may_pass(outcome) || give_up.left() <= next_pause) {
      co_return failure(log_on_failure(fresh->machine_, *target, outcome));
    }
    progress.refused = std::move(outcome);
    pause a_little(loop, deadline(next_pause));
    co_await a_little;
  }
}

void winreg_pipe::close(std::unique_ptr<winreg_pipe> pipe) {
  if (!pipe || !pipe->sound_) return;
  auto& loop = pipe->loop();
  loop.spawn(say_goodbye(std::move(pipe)));
}

task<nothing> winreg_pipe::say_goodbye(std::unique_ptr<winreg_pipe> pipe) {
  (void)co_await pipe->call(winreg::method::close_key, winreg::encode_close_key(pipe->key_),
                            deadline(key_close_limit));
  co_return nothing{};
}

task<result<nothing>> winreg_pipe::open_key(winreg::method predefined, deadline until) {
  auto reply = co_await call(predefined, winreg::encode_open_key(), until);
  if (!reply) co_return failure(std::move(reply.error()));
  auto key = winreg::decode_key_reply(reply->bytes);
  if (!key) co_return failure(std::move(key.error()));
  if (key->status != 0)
    co_return failure(win32_failure(machine_, winreg::to_string(predefined), key->status));
  // MS-RRP 3.1.5.25 and 26: for the text keys the status is 0 whatever happened; the handle tells.
  if (key->key == winreg::context_handle{})
    co_return failure(win32_failure(machine_, winreg::to_string(predefined), error_invalid_handle));
  key_ = key->key;
  sound_ = true;
  co_return nothing{};
}

task<result<queried_value>> winreg_pipe::query(std::string value_name, std::uint32_t capacity,
                                               deadline until) {
  auto request = winreg::encode_query_value(key_, value_name, capacity);
  if (!request) co_return failure(std::move(request.error()));
  auto reply = co_await call(winreg::method::query_value, *std::move(request), until);
  if (!reply) co_return failure(std::move(reply.error()));
  auto value = winreg::decode_value_reply(reply->bytes, capacity);
  if (!value) {
    sound_ = false;
    co_return failure(std::move(value.error()));
  }
  queried_value queried;
  queried.owner = std::move(reply->owner);
  queried.value = *value;
  co_return queried;
}

task<result<dcerpc_reply>> winreg_pipe::call(winreg::method which, byte_buffer request, deadline until) {
  dcerpc_reply reply;
  dcerpc_outcome outcome =
      co_await channel_.call(static_cast<std::uint16_t>(which), std::move(request), reply, until);
  if (outcome.ok()) co_return reply;
  sound_ = false;
  if (outcome.problem.empty())
    co_return failure(nt_failure(machine_, winreg::to_string(which), outcome.nt_status));
  error failed;
  failed.code = errc::system_failure;
  failed.message = machine_ + ": " + outcome.problem;
  co_return failure(std::move(failed));
}

}  // namespace perfdata
