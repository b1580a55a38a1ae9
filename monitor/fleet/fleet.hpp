// Every target that is asked, and what is kept of it between scrapes.
#pragma once

#include "monitor/fleet/fleet_config.hpp"
#include "monitor/fleet/target_session.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <perfdata/connection/machine_address.hpp>

namespace perfdata::fleet {

/// Makes the connection to a target; sends nothing yet. Errors: those of reading a password.
using asker_opener = std::function<result<std::shared_ptr<counter_asker>>(
    const machine_address& target, const module_settings& settings, const account* who)>;

/// A target as the status page shows it. A value.
struct session_status {
  std::string target{};
  std::string module{};
  bool answered = false;
  bool sampling = false;
  std::optional<error> why{};
  std::uint64_t samples = 0;
  std::uint64_t failures = 0;
};

/// A resource of one thread: everything is called in it, and calls back in it. Sessions are made when they
/// are first asked for, shared between scrapes and modules (one connection a target, account and protection),
/// and let go of when nobody wanted them for ten minutes or ten periods.
class fleet {
 public:
  using clock = std::chrono::steady_clock;
  using answer = std::function<void(result<metric_set>)>;

  fleet(fleet_config config, asker_opener open,
        std::function<clock::time_point()> now = std::chrono::steady_clock::now);
  fleet(const fleet&) = delete;
  fleet& operator=(const fleet&) = delete;
  ~fleet();

  /// The counters of `target` as `module` wants them, as soon as they are there; perfdata_up 0 when they are
  /// not by `until`. Errors: errc::invalid_argument for what is no address; errc::access_denied for a target
  /// that the configuration does not allow; errc::not_found for a module that is not there; errc::too_large
  /// when max_targets are held already.
  void probe(const std::string& target, const std::string& module, clock::time_point until, answer done);

  /// Ends what is over its time and lets go of what nobody wants. To be called several times a second.
  void tick();

  /// What stays the same keeps its connection. Accounts that were refused may be tried again, and passwords
  /// are read again where they were refused.
  void configure(fleet_config config);

  [[nodiscard]] const fleet_config& config() const noexcept { return config_; }
  [[nodiscard]] std::vector<session_status> status() const;
  /// perfdata_fleet_…: how many targets are held, answer and do not, by reason.
  void add_metrics(metric_set& out) const;

 private:
  using session_key = std::pair<std::string, std::string>;  // target, module
  using asker_key = std::tuple<std::string, std::string, protection>;
  struct pending {
    clock::time_point until{};
    std::shared_ptr<target_session> session{};
    answer done{};
  };

  [[nodiscard]] result<std::shared_ptr<target_session>> session_of(const std::string& target,
                                                                   const std::string& module);
  [[nodiscard]] result<std::shared_ptr<counter_asker>> asker_of(const machine_address& target,
                                                                const module_settings& settings);
  void finish(std::uint64_t ticket);
  [[nodiscard]] bool unchanged(const session_key& key, const target_session& session,
                               const fleet_config& next) const;

  fleet_config config_;
  asker_opener open_;
  std::function<clock::time_point()> now_;
  std::map<session_key, std::shared_ptr<target_session>> sessions_{};
  std::map<asker_key, std::weak_ptr<counter_asker>> askers_{};
  std::map<std::string, std::shared_ptr<logon_gate>> gates_{};
  std::map<std::uint64_t, pending> pending_{};
  std::uint64_t tickets_ = 0;
  clock::time_point swept_{};
  clock::time_point forgot_{};
  std::uint64_t probes_ = 0;
};

}  // namespace perfdata::fleet
