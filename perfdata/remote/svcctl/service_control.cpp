#include <fmt/format.h>

#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/dcerpc/log_on_failure.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>
#include <perfdata/remote/svcctl/service_control.hpp>
#include <perfdata/remote/svcctl/svcctl_ndr.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view service_name = "RemoteRegistry";
constexpr auto look_again = 200ms;
constexpr auto service_close_limit = 300ms;

error refused(const std::string& machine, std::uint32_t code, std::string why, std::string advice) {
  return {.code = errc::unreachable,
          .message = fmt::format("{}: \"{}\" failed: {}", machine, start_service_step, why),
          .advice = std::move(advice),
          .system = system_status{.step = std::string(start_service_step), .win32 = code}};
}

error disabled(const std::string& machine) {
  return refused(
      machine, error_service_disabled, "the service is disabled there",
      "set its start type there to Manual or Automatic, and try again: services.msc, Remote Registry; "
      "or \"sc config RemoteRegistry start= demand\" in an elevated prompt; this program does not "
      "change it");
}

error missing(const std::string& machine) {
  return refused(machine, error_service_does_not_exist, "there is no such service",
                 "the machine has no Remote Registry service: check that it is a Windows with it installed");
}

error stopped_again(const std::string& machine) {
  return refused(machine, 0, "it stopped again at once",
                 "look for the service's reason in the System event log there");
}

/// The manager of one machine. A resource of the loop's thread.
class service_manager {
 public:
  service_manager(dcerpc_loop& loop, std::string machine, deadline until)
      : machine_(std::move(machine)), until_(until), channel_(loop) {}

  task<result<nothing>> open(dcerpc_target target) {
    target.interface = rpc_interface::svcctl;
    dcerpc_outcome outcome = co_await channel_.open(target, until_);
    if (!outcome.ok()) {
      error failed = log_on_failure(machine_, target, outcome);
      if (failed.system) failed.system->step = start_service_step;
      co_return failure(std::move(failed));
    }
    auto manager = co_await open_handle(svcctl::method::open_manager,
                                        svcctl::encode_open_manager(svcctl::manager_connect));
    if (!manager) co_return failure(std::move(manager.error()));
    auto request = svcctl::encode_open_service(
        *manager, service_name,
        svcctl::service_query_config | svcctl::service_query_status | svcctl::service_start);
    if (!request) co_return failure(std::move(request.error()));
    auto service = co_await open_handle(svcctl::method::open_service, *std::move(request));
    if (!service) co_return failure(std::move(service.error()));
    service_ = *service;
    co_return nothing{};
  }

  task<result<svcctl::start_type>> start_type() {
    dcerpc_reply reply;
    auto called = co_await call(svcctl::method::query_config, svcctl::encode_query_config(service_), reply);
    if (!called) co_return failure(std::move(called.error()));
    const auto decoded = svcctl::decode_config_reply(reply.bytes);
    if (!decoded) co_return failure(decoded.error());
    if (decoded->status != 0) co_return failure(win32(svcctl::method::query_config, decoded->status));
    co_return decoded->start;
  }

  task<result<svcctl::service_state>> state() {
    dcerpc_reply reply;
    auto called = co_await call(svcctl::method::query_status, svcctl::encode_handle(service_), reply);
    if (!called) co_return failure(std::move(called.error()));
    const auto decoded = svcctl::decode_status_reply(reply.bytes);
    if (!decoded) co_return failure(decoded.error());
    if (decoded->status != 0) co_return failure(win32(svcctl::method::query_status, decoded->status));
    co_return decoded->state;
  }

  task<result<nothing>> start() {
    dcerpc_reply reply;
    auto called = co_await call(svcctl::method::start_service, svcctl::encode_start_service(service_), reply);
    if (!called) co_return failure(std::move(called.error()));
    const auto code = svcctl::decode_code_reply(reply.bytes);
    if (!code) co_return failure(code.error());
    if (*code != 0 && *code != error_service_already_running)
      co_return failure(win32(svcctl::method::start_service, *code));
    co_return nothing{};
  }

  /// Until it runs.
  task<result<nothing>> wait_until_running() {
    for (;;) {
      auto now = co_await state();
      if (!now) co_return failure(std::move(now.error()));
      if (*now == svcctl::service_state::running) co_return nothing{};
      if (*now == svcctl::service_state::stopped) co_return failure(stopped_again(machine_));
      pause a_little(channel_.loop(), until_.within(look_again));
      co_await a_little;
      if (until_.passed()) co_return failure(timed_out());
    }
  }

  task<nothing> close() {
    dcerpc_reply reply;
    (void)co_await channel_.call(static_cast<std::uint16_t>(svcctl::method::close_handle),
                                 svcctl::encode_handle(service_), reply, until_.within(service_close_limit));
    co_return nothing{};
  }

 private:
  task<result<svcctl::context_handle>> open_handle(svcctl::method which, byte_buffer request) {
    dcerpc_reply reply;
    auto called = co_await call(which, std::move(request), reply);
    if (!called) co_return failure(std::move(called.error()));
    const auto decoded = svcctl::decode_handle_reply(reply.bytes);
    if (!decoded) co_return failure(decoded.error());
    if (decoded->status != 0) co_return failure(win32(which, decoded->status));
    co_return decoded->handle;
  }

  task<result<nothing>> call(svcctl::method which, byte_buffer request, dcerpc_reply& reply) {
    dcerpc_outcome outcome =
        co_await channel_.call(static_cast<std::uint16_t>(which), std::move(request), reply, until_);
    if (!outcome.ok()) co_return failure(nt_failure(machine_, svcctl::to_string(which), outcome.nt_status));
    co_return nothing{};
  }

  [[nodiscard]] error win32(svcctl::method which, std::uint32_t code) const {
    if (code == error_service_disabled) return disabled(machine_);
    if (code == error_service_does_not_exist) return missing(machine_);
    error failed = win32_failure(machine_, svcctl::to_string(which), code);
    if (failed.code == errc::access_denied)
      failed.advice =
          "starting a service needs an account in Administrators there; or start it there by hand";
    return failed;
  }

  [[nodiscard]] error timed_out() const {
    error failed = refused(machine_, 0, "it is still starting", "wait a little, or raise the timeout");
    failed.code = errc::timed_out;
    return failed;
  }

  std::string machine_;
  deadline until_;
  dcerpc_channel channel_;
  svcctl::context_handle service_{};
};

}  // namespace

task<result<service_start>> start_remote_registry(dcerpc_loop& loop, std::string machine,
                                                  dcerpc_target target, deadline until) {
  service_manager manager(loop, machine, until);
  auto opened = co_await manager.open(std::move(target));
  if (!opened) co_return failure(std::move(opened.error()));
  auto configured = co_await manager.start_type();
  if (!configured) co_return failure(std::move(configured.error()));
  if (*configured == svcctl::start_type::disabled) co_return failure(disabled(machine));
  auto state = co_await manager.state();
  if (!state) co_return failure(std::move(state.error()));
  const bool was_stopped = *state == svcctl::service_state::stopped;
  if (was_stopped) {
    auto started = co_await manager.start();
    if (!started) co_return failure(std::move(started.error()));
  }
  auto running = co_await manager.wait_until_running();
  if (!running) co_return failure(std::move(running.error()));
  (void)co_await manager.close();
  co_return was_stopped ? service_start::started : service_start::already_running;
}

}  // namespace perfdata
