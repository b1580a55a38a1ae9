#include <utility>

#include <perfdata/windows/diagnose_reach.hpp>

namespace perfdata::win32 {
namespace {

using clock = std::chrono::steady_clock;

/// Notes the steps in the order in which they are taken.
class step_log {
 public:
  explicit step_log(const step_observer& on_step) : on_step_(on_step) {}

  /// Takes the step unless one before it failed; whether it is well.
  template <class Take>
  bool take(std::string name, Take take_it) {
    diagnosis_step step{.name = std::move(name)};
    if (failed_) {
      step.state = step_state::skipped;
    } else {
      const auto begun = clock::now();
      step.failed = take_it();
      step.took = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - begun);
      failed_ = step.failed.has_value();
      if (failed_) step.state = step_state::failed;
    }
    if (on_step_) on_step_(step);
    steps_.push_back(std::move(step));
    return !failed_;
  }

  [[nodiscard]] std::vector<diagnosis_step> steps() && { return std::move(steps_); }

 private:
  const step_observer& on_step_;
  std::vector<diagnosis_step> steps_;
  bool failed_ = false;
};

}  // namespace

std::vector<diagnosis_step> diagnose_reach(std::shared_ptr<registry_calls> calls, const reach& how,
                                           const step_observer& on_step) {
  const deadline until(how.timeout);
  std::shared_ptr<session> at;
  const auto log_on = [&]() -> std::optional<error> {
    auto opened = open_session(calls, how, until);
    if (!opened) return std::move(opened.error());
    at = *std::move(opened);
    return std::nullopt;
  };
  const auto connect = [&]() -> std::optional<error> {
    if (!at)
      if (auto failed = log_on()) return failed;
    auto key = open_root(*at, how, predefined_key::performance_data, until);
    if (!key) return std::move(key.error());
    (void)close_within_reason(*at, *std::move(key));
    return std::nullopt;
  };
  step_log log(on_step);
  if (std::holds_alternative<password_credentials>(how.who)) log.take("LogonUser", log_on);
  log.take("RegConnectRegistry", connect);
  return std::move(log).steps();
}

}  // namespace perfdata::win32
