#include <fmt/format.h>
#include <thread>
#include <utility>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/windows/root_key.hpp>

namespace perfdata::win32 {
namespace {

using namespace std::chrono_literals;

constexpr std::uint16_t smb_port = 445;
constexpr auto retry_pause = 250ms;
constexpr auto retry_window = 5s;  // for a service that is just starting
constexpr auto close_limit = 500ms;
constexpr const char* connect_step = "RegConnectRegistry";

error wrong_port(const machine_address& machine) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("{}: Windows' registry client uses port {} and no other",
                                 machine.to_string(), smb_port),
          .advice = "leave the port out"};
}

error needless_account(std::string_view name) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("{}: this computer's own registry is read as the caller only", name),
          .advice = "leave the account out, or run this as that account"};
}

held_key::kind kind_of(predefined_key key) noexcept {
  return key == predefined_key::performance_data ? held_key::kind::performance_data
                                                 : held_key::kind::permanent;
}

result<std::shared_ptr<held_key>> connect_once(session& at, const machine_address& machine,
                                               predefined_key key, const deadline& until) {
  // Held by the call: a key that comes too late for us is still closed.
  auto opened = std::make_shared<std::shared_ptr<held_key>>();
  const auto code = at.run(
      connect_step,
      [opened, calls = at.calls(), name = R"(\\)" + machine.host, key]() -> std::uint32_t {
        key_handle handle = nullptr;
        const std::uint32_t failed = calls->connect_registry(name, key, handle);
        if (failed == 0) *opened = std::make_shared<held_key>(calls, handle, held_key::kind::opened);
        return failed;
      },
      until);
  if (!code) return failure(code.error());
  if (*code != 0) return failure(at.failed(connect_step, *code));
  return *opened;
}

result<void> start_registry_service(session& at, const machine_address& machine, const deadline& until) {
  const auto code = at.run(
      "StartService",
      [calls = at.calls(), name = R"(\\)" + machine.host] {
        return calls->start_service(name, "RemoteRegistry");
      },
      until);
  if (!code) return failure(code.error());
  if (*code != 0) return failure(at.failed("StartService", *code));
  return {};
}

}  // namespace

result<std::shared_ptr<session>> open_session(std::shared_ptr<registry_calls> calls, const reach& how,
                                              const deadline& until) {
  if (how.machine && how.machine->port != smb_port) return failure(wrong_port(*how.machine));
  auto fresh = std::make_shared<session>(std::move(calls), how.machine, how.timeout, how.stop);
  if (!how.machine && !is_caller(how.who)) return failure(needless_account(fresh->name()));
  if (auto logged_on = fresh->log_on(how.who, until); !logged_on) return failure(logged_on.error());
  return fresh;
}

result<std::shared_ptr<held_key>> open_root(session& at, const reach& how, predefined_key key,
                                            const deadline& until) {
  if (!how.machine) return std::make_shared<held_key>(at.calls(), at.calls()->predefined(key), kind_of(key));
  auto opened = connect_once(at, *how.machine, key, until);
  const auto may_be_off = [](const error& failed) {
    return failed.code == errc::unreachable || failed.code == errc::connection_lost;  // 53; 1722
  };
  if (opened || !how.start_service || !may_be_off(opened.error())) return opened;
  if (auto started = start_registry_service(at, *how.machine, until); !started)
    return failure(started.error());
  if (how.on_service_started) how.on_service_started(at.name());
  const deadline give_up = until.within(retry_window);
  for (;;) {
    opened = connect_once(at, *how.machine, key, until);
    if (opened || !may_be_off(opened.error()) || give_up.left() <= retry_pause) return opened;
    std::this_thread::sleep_for(retry_pause);
  }
}

result<void> close_within_reason(session& at, std::shared_ptr<held_key> key) {
  const auto code = at.run(
      "RegCloseKey", [key = std::move(key)] { return key->close(); }, deadline(close_limit));
  if (!code) return failure(code.error());
  if (*code != 0) return failure(at.failed("RegCloseKey", *code));
  return {};
}

}  // namespace perfdata::win32
