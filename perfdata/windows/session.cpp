#include <fmt/format.h>
#include <utility>

#include <perfdata/connection/cancellation.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/windows/session.hpp>

namespace perfdata::win32 {
namespace {

constexpr std::uint32_t wait_timeout = 258;

}  // namespace

session::session(std::shared_ptr<registry_calls> calls, const std::optional<machine_address>& machine,
                 std::chrono::milliseconds timeout, std::stop_token stop)
    : calls_(std::move(calls)),
      machine_(machine),
      name_(machine ? machine->to_string() : calls_->computer_name()),
      timeout_(timeout),
      stop_(std::move(stop)),
      account_(std::make_shared<acting_as>(calls_, nullptr, std::string())) {}

result<void> session::log_on(const credentials& who, const deadline& until) {
  if (!machine_ || is_caller(who)) return {};
  struct shared_answer {
    result<std::shared_ptr<acting_as>> account{nullptr};
  };
  auto answer = std::make_shared<shared_answer>();
  const auto how = thread_.run([answer, calls = calls_, machine = *machine_,
                                who] { answer->account = acting_as::make(calls, machine, who); },
                               until, stop_);
  if (how != call_thread::outcome::done) return failure(too_late("log on", how));
  if (!answer->account) return failure(answer->account.error());
  account_ = *answer->account;
  return {};
}

result<std::uint32_t> session::run(std::string_view step, std::function<std::uint32_t()> call,
                                   const deadline& until) {
  auto code = std::make_shared<std::uint32_t>(0);
  const auto how = thread_.run(
      [code, account = account_, work = std::move(call)] { *code = account->during(work); }, until, stop_);
  if (how != call_thread::outcome::done) return failure(too_late(step, how));
  return *code;
}

error session::failed(std::string_view step, std::uint32_t code) const {
  return win32_failure(name_, step, code);
}

error session::too_late(std::string_view step, call_thread::outcome how) const {
  if (how == call_thread::outcome::stopped) return cancelled(name_);
  const bool busy = how == call_thread::outcome::busy;
  return {.code = errc::timed_out,
          .message = fmt::format(
              "{}: \"{}\" {}", name_, step,
              busy ? "was not asked: the call before it has not returned yet" : "did not return in time"),
          .advice = is_local() ? "a counter provider of this computer hangs; ask for single objects to find "
                                 "out which"
                               : "raise the timeout, or look at the load of that machine",
          .system = system_status{.step = std::string(step), .win32 = wait_timeout}};
}

}  // namespace perfdata::win32
