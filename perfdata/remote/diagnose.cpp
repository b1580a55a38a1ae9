#include <algorithm>
#include <array>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <optional>
#include <thread>

#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/dcerpc/log_on_failure.hpp>
#include <perfdata/remote/diagnose.hpp>
#include <perfdata/remote/doctor/logon_trial.hpp>
#include <perfdata/remote/doctor/smb_facts_text.hpp>
#include <perfdata/remote/doctor/target_settings.hpp>
#include <perfdata/remote/kerberos/kerberos_error.hpp>
#include <perfdata/remote/kerberos/kerberos_ticket.hpp>
#include <perfdata/remote/network/tcp_probe.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr auto retry_pause = 250ms;
constexpr auto pipe_retry_window = 5s;

constexpr std::array<const char*, logon_stages> stage_names{
    "negotiate SMB", "log on", "connect to IPC$", R"(open \winreg)", "bind to winreg", "OpenPerformanceData"};

/// The service is starting, because its pipe was opened.
bool may_pass(const logon_trial& trial) noexcept {
  const auto status = trial.outcome.nt_status;
  return trial.last == logon_stage::open_pipe &&
         (status == status_pipe_not_available || status == status_pipe_busy ||
          status == status_connection_disconnected);
}

std::string name_of(const anonymous_credentials&) {
  return "nobody (anonymous)";
}
std::string name_of(const password_credentials& who) {
  return fmt::format("{}{}{}, NTLM", who.domain, who.domain.empty() ? "" : "\\", who.user);
}
std::string name_of(const kerberos_credentials&) {
  return "Kerberos";
}
std::string name_of(const kerberos_keytab_credentials& who) {
  return fmt::format("{}, Kerberos with a keytab", who.principal);
}

std::string name_of(const caller_credentials&) {
  return "Kerberos";
}

std::string_view name_of(protection wanted) noexcept {
  switch (wanted) {
    case protection::privacy: return "calls signed and encrypted";
    case protection::integrity: return "calls signed";
    case protection::connect: return "calls neither signed nor encrypted by RPC";
  }
  return {};
}

class way_to_a_machine {
 public:
  way_to_a_machine(const machine_address& machine, const remote_options& options,
                   const step_observer& on_step)
      : machine_(machine), options_(options), on_step_(on_step), until_(options.timeout) {}

  std::vector<diagnosis_step> run() {
    if (auto found = resolve())
      if (auto address = probe(*found))
        if (auto who = get_ticket())
          log_on({.address = address->to_string(),
                  .host = machine_.host,
                  .port = machine_.port,
                  .credentials = who->credentials,
                  .ticket_owner = who->owner,
                  .protection = options_.protection});
    skip_the_rest();
    return std::move(steps_);
  }

 private:
  /// Runs `work`, which may set the step's detail, and reports how it went.
  template <class Work>
  auto step(std::string name, Work work) -> decltype(work(std::declval<diagnosis_step&>())) {
    diagnosis_step now{.name = std::move(name)};
    const auto start = clock::now();
    auto done = work(now);
    now.took = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - start);
    if (!done) fail(now, done.error());
    report(std::move(now));
    return done;
  }
  static void fail(diagnosis_step& now, error why) {
    now.state = step_state::failed;
    now.failed = std::move(why);
  }
  void report(diagnosis_step now) {
    if (on_step_) on_step_(now);
    steps_.push_back(std::move(now));
  }

  result<std::vector<socket_address>> resolve() {
    return step(std::string(resolve_step), [this](diagnosis_step& now) {
      auto found = resolve_machine(machine_, until_);
      if (found)
        for (const auto& address : *found)
          now.detail += (now.detail.empty() ? "" : ", ") + address.to_string();
      return found;
    });
  }

  result<socket_address> probe(const std::vector<socket_address>& addresses) {
    return step(connect_step(machine_), [&](diagnosis_step& now) {
      auto accepted = first_that_accepts(machine_, addresses, until_);
      if (accepted)
        now.detail = accepted->to_string();
      else if (auto setting = setting_for_port(accepted.error()); !setting.empty())
        accepted.error().advice = std::move(setting);
      return accepted;
    });
  }

  [[nodiscard]] bool uses_kerberos() const noexcept { return needs_ticket(options_.credentials); }

  [[nodiscard]] bool is_anonymous() const noexcept {
    return std::holds_alternative<anonymous_credentials>(options_.credentials);
  }

  result<ready_credentials> get_ticket() {
    if (!uses_kerberos()) return ready_credentials{.credentials = options_.credentials};
    return step(std::string(kerberos_step), [this](diagnosis_step& now) {
      auto who = with_ticket(options_.credentials, machine_.to_string(), machine_.host, until_);
      if (who && who->ticket)
        now.detail = fmt::format("{} for {}, ends {:%F %T} UTC", who->ticket->service, who->ticket->principal,
                                 fmt::gmtime(std::chrono::system_clock::to_time_t(who->ticket->ends)));
      return who;
    });
  }

  void log_on(const dcerpc_target& target) {
    if (is_anonymous() && options_.protection != protection::connect)
      return report_failure(logon_stage::log_on, unprotected_anonymous(machine_.to_string()));
    const deadline give_up = until_.within(pipe_retry_window);
    const auto start = clock::now();
    std::optional<logon_trial> at_the_pipe;
    for (int attempts = 1;; ++attempts) {
      auto trial = try_logon(target, until_);
      if (!trial) return report_failure(logon_stage::negotiate, trial.error());
      // For an attempt that had no time left, the one before it speaks.
      if (at_the_pipe && trial->last < logon_stage::open_pipe)
        return report_trial(*at_the_pipe, target, attempts, clock::now() - start);
      if (!may_pass(*trial) || give_up.left() <= retry_pause)
        return report_trial(*trial, target, attempts, clock::now() - start);
      at_the_pipe = *std::move(trial);
      std::this_thread::sleep_for(retry_pause);
    }
  }

  void report_failure(logon_stage stage, error why) {
    diagnosis_step now{.name = stage_names[static_cast<std::size_t>(stage)]};
    fail(now, std::move(why));
    report(std::move(now));
  }

  void report_trial(const logon_trial& trial, const dcerpc_target& target, int attempts,
                    clock::duration altogether) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(trial.last); ++i) {
      const auto stage = static_cast<logon_stage>(i);
      diagnosis_step now{.name = stage_names[i], .took = trial.took[i], .detail = detail_of(stage, trial)};
      if (stage == logon_stage::negotiate) now.remark = remark_on_the_clock(trial.facts);
      if (stage == logon_stage::open_pipe && attempts > 1)
        now.detail = fmt::format("{} attempts in {:.1f} s, while the service was starting", attempts,
                                 std::chrono::duration<double>(altogether).count());
      if (stage == trial.last && !trial.complete) fail(now, failure_of(trial, target));
      report(std::move(now));
    }
  }

  [[nodiscard]] std::string detail_of(logon_stage stage, const logon_trial& trial) const {
    switch (stage) {
      case logon_stage::negotiate: return describe(trial.facts);
      case logon_stage::log_on:
        return std::visit([](const auto& who) { return name_of(who); }, options_.credentials);
      case logon_stage::connect_ipc: return trial.facts.encrypted ? "SMB3 encryption is on" : "";
      case logon_stage::bind:
        return trial.last > logon_stage::bind ? std::string(name_of(options_.protection)) : "";
      case logon_stage::open_pipe:
      case logon_stage::open_key: return {};
    }
    return {};
  }

  [[nodiscard]] error failure_of(const logon_trial& trial, const dcerpc_target& target) const {
    const std::string machine = machine_.to_string();
    const std::string step_name = stage_names[static_cast<std::size_t>(trial.last)];
    error failed;
    if (trial.last == logon_stage::open_key && trial.outcome.ok()) {
      failed = win32_failure(machine, step_name, trial.key_status);
    } else {
      dcerpc_outcome outcome = trial.outcome;
      outcome.logged_on = trial.last > logon_stage::log_on;
      failed = trial.last <= logon_stage::log_on || !outcome.problem.empty()
                   ? log_on_failure(machine, target, outcome)
                   : nt_failure(machine, step_name, outcome.nt_status);
    }
    if (uses_kerberos() && trial.last == logon_stage::log_on) return failed;
    if (is_anonymous() && failed.code == errc::access_denied) {
      failed.advice = R"(name a user: --user [DOMAIN\]NAME, or --kerberos)";
      return failed;
    }
    if (auto setting = setting_for_logon(trial.last, failed); !setting.empty())
      failed.advice = std::move(setting);
    return failed;
  }

  void skip_the_rest() {
    std::vector<std::string> all{std::string(resolve_step), connect_step(machine_)};
    if (uses_kerberos()) all.emplace_back(kerberos_step);
    all.insert(all.end(), stage_names.begin(), stage_names.end());
    const auto failed_at = std::ranges::find(all, steps_.back().name);
    for (auto name = failed_at + 1; name != all.end(); ++name)
      report({.name = *name, .state = step_state::skipped});
  }

  const machine_address& machine_;
  const remote_options& options_;
  const step_observer& on_step_;
  deadline until_;
  std::vector<diagnosis_step> steps_{};
};

}  // namespace

std::vector<diagnosis_step> diagnose_connection(const machine_address& machine, const remote_options& options,
                                                const step_observer& on_step) {
  return way_to_a_machine(machine, options, on_step).run();
}

}  // namespace perfdata
