#include <algorithm>
#include <fmt/format.h>

#include <perfdata/connection/cancellation.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/block_extent.hpp>
#include <perfdata/registry/value_name.hpp>
#include <perfdata/remote/session/machine_session.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_queries = 16;

// After a failure a machine must show on TCP within this, so that one which is away costs a watcher little,
// and one that comes back is not waited for at the pace of TCP's own retries.
constexpr std::chrono::milliseconds reach_after_failure = 1s;

// How long a machine that says nothing is listened to before a new connection takes the place of the old: a
// server that is just starting its helpers can lose a request for good.
constexpr std::chrono::milliseconds first_patience = 4s;
constexpr std::chrono::milliseconds longest_patience = 32s;

std::chrono::milliseconds patience_for(std::chrono::milliseconds timeout) {
  return timeout <= 2 * first_patience ? std::max(first_patience, timeout) : first_patience;
}

error too_many(const std::string& machine) {
  return {.code = errc::too_large,
          .message = fmt::format("{}: {} queries are waiting already", machine, most_queries),
          .advice = "wait for answers before asking on"};
}

error too_large(const std::string& machine, const std::string& value_name) {
  return {
      .code = errc::too_large,
      .message = fmt::format("{}: the answer to \"{}\" is larger than the 64 MiB that a registry value can "
                             "carry",
                             machine, value_name),
      .advice = "ask for single objects instead of Global",
      .system = system_status{.step = std::string(to_string(winreg::method::query_value)),
                              .win32 = error_more_data}};
}

}  // namespace

machine_session::machine_session(dcerpc_loop& loop, const machine_address& machine,
                                 const remote_options& options,
                                 std::function<void(const machine_status&)> on_status)
    : loop_(loop),
      plan_{.machine = machine, .options = options, .predefined = winreg::method_that_opens(options.key)},
      name_(machine.to_string()),
      on_status_(std::move(on_status)),
      back_off_(std::hash<std::string>{}(name_)),
      patience_(patience_for(options.timeout)),
      attempt_over_(loop) {}

machine_session::~machine_session() {
  serve_.reset();
  attempt_.reset();
  // A call that was cancelled leaves the connection in the middle of something.
  if (queries_.empty()) winreg_pipe::close(std::move(pipe_));
}

void machine_session::start(machine_query query) {
  if (queries_.size() >= most_queries) return query.done(failure(too_many(name_)));
  queries_.push_back(std::move(query));
  if (serve_ && !serve_->done()) return;
  serve_.emplace(serve());
  serve_->start();
}

void machine_session::cancel() {
  serve_.reset();
  attempt_.reset();
  attempting_ = false;
  auto cut_off = std::exchange(queries_, {});
  if (!cut_off.empty()) pipe_.reset();
  publish();
  for (const auto& each : cut_off) each.done(failure(cancelled(name_)));
}

task<nothing> machine_session::serve() {
  while (!queries_.empty()) {
    auto carried_out = co_await carry_out(queries_.front());
    auto query = std::move(queries_.front());
    queries_.pop_front();
    if (!query.only_connect) ++(carried_out ? status_.answered : status_.failed);
    publish();
    if (carried_out)
      query.done(std::move(query.answer));
    else
      query.done(failure(std::move(carried_out.error())));
  }
  co_return nothing{};
}

task<result<nothing>> machine_session::carry_out(machine_query& query) {
  const std::string name = canonical_value_name(query.value_name);
  for (bool again = false;; again = true) {
    const bool worked_before = pipe_ != nullptr;
    auto ready = co_await connected(query.until);
    if (!ready || query.only_connect) co_return ready;
    auto answered = co_await ask(name, query);
    if (answered) {
      back_off_.succeeded();
      status_.last_error.reset();
      co_return answered;
    }
    if (is_lost_connection(answered.error())) {
      if (worked_before && !again && !query.until.passed()) continue;  // it had died while idle
      note_failed_attempt(answered.error());
    }
    co_return answered;
  }
}

task<result<nothing>> machine_session::connected(deadline until) {
  if (pipe_) co_return nothing{};
  if (!attempting_) {
    if (auto why = why_not_now()) co_return failure(std::move(*why));
    attempting_ = true;
    attempt_.emplace(attempt());
    attempt_->start();
  }
  while (attempting_ && !until.passed()) {
    auto over = attempt_over_.by(until);
    co_await over;
  }
  if (pipe_) co_return nothing{};
  if (attempting_) co_return failure(plan_.progress.timed_out(plan_.machine));
  co_return failure(status_.last_error.value_or(cancelled(name_)));
}

std::optional<error> machine_session::why_not_now() const {
  if (rejected_) return rejected_;
  const auto left = back_off_.next_try() - back_off::clock::now();
  if (left <= left.zero() || !status_.last_error) return std::nullopt;
  error waiting = *status_.last_error;
  waiting.message += fmt::format("; next try in {:.1f} s", std::chrono::duration<double>(left).count());
  return waiting;
}

/// Outlives the queries that wait for it: a machine that hangs is connected as soon as it wakes up.
task<nothing> machine_session::attempt() {
  for (;;) {
    publish();
    const auto timeout = plan_.options.timeout;
    const deadline until(plan_.options.start_service ? std::max(patience_, timeout) : patience_);
    deadline reach = until.within(status_.last_error ? reach_after_failure : timeout);
    auto opened = co_await winreg_pipe::open(loop_, plan_, reach, until);
    if (opened) {
      pipe_ = *std::move(opened);
      ++status_.connections;
      patience_ = patience_for(timeout);
      break;
    }
    const bool says_nothing =
        opened.error().code == errc::timed_out && plan_.progress.reached >= connect_progress::stage::log_on;
    if (!says_nothing) {
      note_failed_attempt(opened.error());
      break;
    }
    status_.last_error = opened.error();
    patience_ = std::min(patience_ * 2, longest_patience);
    if (queries_.empty()) break;
  }
  attempting_ = false;
  attempt_over_.signal();
  publish();
  co_return nothing{};
}

void machine_session::note_failed_attempt(const error& failed) {
  status_.last_error = failed;
  if (failed.code == errc::logon_failed &&
      std::holds_alternative<password_credentials>(plan_.options.credentials))
    rejected_ = failed;
  const bool away = plan_.progress.reached == connect_progress::stage::connect;
  back_off_.failed(away ? back_off::kind::away : back_off::kind::refused, back_off::clock::now());
}

task<result<nothing>> machine_session::ask(const std::string& name, machine_query& query) {
  auto answered = co_await ask_spelling(name, query);
  const bool no_such_name = !answered && answered.error().code == errc::not_found;
  // Windows answers an unknown name with a block that lacks what was asked.
  const bool no_table = answered && names_title_table(name) && is_data_block(query.answer);
  if (!no_such_name && !no_table) co_return answered;
  if (const auto other = other_spelling(name)) {
    answered = co_await ask_spelling(*other, query);
    if (!answered || !is_data_block(query.answer)) co_return answered;
  }
  if (!answered) co_return answered;
  co_return failure(
      win32_failure(name_, winreg::to_string(winreg::method::query_value), error_file_not_found));
}

task<result<nothing>> machine_session::ask_spelling(std::string name, machine_query& query) {
  for (std::uint32_t capacity = capacities_.get(name);;) {
    auto queried = co_await pipe_->query(name, capacity, query.until);
    if (!queried) co_return failure(lost(std::move(queried.error())));
    const auto& value = queried->value;
    // Samba cuts a block to the capacity and calls that success.
    const bool cut = value.status == 0 && value.data.size() == capacity && !holds_whole_block(value.data);
    if (value.status == 0 && !cut) {
      query.answer.assign(value.data.begin(), value.data.end());
      capacities_.learn(name, query.answer.size());
      co_return nothing{};
    }
    if (value.status != error_more_data && !cut) {
      error failed = win32_failure(name_, winreg::to_string(winreg::method::query_value), value.status);
      co_return failure(value.status == error_invalid_handle ? lost(std::move(failed)) : std::move(failed));
    }
    if (capacity == winreg::max_value_size) co_return failure(too_large(name_, name));
    capacity = more_than(capacity, value.data);
  }
}

/// Lets go of a connection that broke, so that the next query makes a new one.
error machine_session::lost(error failed) {
  if (failed.code != errc::invalid_argument) pipe_.reset();
  return failed;
}

void machine_session::publish() {
  status_.connected = pipe_ != nullptr;
  status_.connecting = attempting_;
  status_.next_try = back_off_.next_try();
  on_status_(status_);
}

}  // namespace perfdata
