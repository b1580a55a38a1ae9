// One target asked for one module, scrape after scrape.
#pragma once

#include "monitor/fleet/counter_asker.hpp"
#include "monitor/fleet/fleet_config.hpp"
#include "monitor/fleet/logon_gate.hpp"
#include "monitor/fleet/metric.hpp"
#include "monitor/fleet/object_isolation.hpp"
#include "monitor/fleet/probe_plan.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace perfdata::fleet {

/// What a session is made of. Values.
struct session_parts {
  std::string target{};
  std::string module{};
  module_settings settings{};
  std::shared_ptr<counter_asker> asker{};
  std::shared_ptr<logon_gate> gate{};  ///< of the account; null: none
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

/// A resource of the fleet's thread, held by a shared_ptr. Keeps the names that it needs, some ten kilobytes,
/// and the last answer as it came for as long as it can be shared; for cooked values two answers, always.
///
/// Title tables are read before the first sample, and again when an answer has objects or counters that they
/// do not name or lacks objects that the module wants, not more than once in ten minutes. An object that
/// makes the others fail is left out (object_isolation).
class target_session : public std::enable_shared_from_this<target_session> {
 public:
  using clock = std::chrono::steady_clock;

  explicit target_session(session_parts parts) : parts_(std::move(parts)) {}

  /// Takes a sample, or joins the one under way; `done` is called when it has ended, well or not. At most a
  /// thousand join.
  void sample(std::function<void()> done);

  /// Whether the last answer is there to be shared: less than half a period old, and not forgotten.
  [[nodiscard]] bool is_fresh() const { return is_young() && !answer_.empty(); }
  [[nodiscard]] bool is_sampling() const noexcept { return sampling_; }

  /// The last answer with what there is to know about it (perfdata_up, …); after a failure, or when it is
  /// forgotten, only that. Rendered anew at each call.
  [[nodiscard]] metric_set metrics() const;
  /// What a scrape gets that could not wait any longer.
  [[nodiscard]] metric_set metrics_of_failure(const error& why) const;

  /// Why the last sample failed; nothing when it did not, or there was none yet.
  [[nodiscard]] const std::optional<error>& failure_of_last() const noexcept { return failure_; }
  [[nodiscard]] bool has_answer() const noexcept { return samples_ != 0 && !failure_; }
  [[nodiscard]] const session_parts& parts() const noexcept { return parts_; }
  [[nodiscard]] std::uint64_t samples() const noexcept { return samples_; }
  [[nodiscard]] std::uint64_t failures() const noexcept { return failures_; }

  /// Somebody wants a sample: sessions that nobody wants are dropped, and an answer is kept where somebody
  /// else wanted one within half a period.
  void want();
  [[nodiscard]] clock::time_point wanted() const noexcept { return wanted_; }

  /// Lets go of an answer that is old, or that nobody shares: two hundred kilobytes a machine are not kept
  /// for nothing. Cooked values need theirs.
  void forget_answer();

  /// Lets go of the machine; a sample under way is never reported.
  void stop();

 private:
  using step = void (target_session::*)(result<byte_buffer>&);

  void start();
  void ask(std::string value_name, byte_buffer reuse, step then);
  void begin_names();
  void on_counters(result<byte_buffer>& answered);
  void on_language(result<byte_buffer>& answered);
  void on_helps(result<byte_buffer>& answered);
  void ask_helps();
  void make_plan();
  void ask_block();
  void on_block(result<byte_buffer>& answered);
  void take_block(byte_buffer bytes);
  [[nodiscard]] bool names_are_old() const;
  [[nodiscard]] bool is_young() const;
  bool add_named(const data_block& block);
  void leave_gate(const std::optional<error>& why);
  void look_for_culprit(error why);
  void on_alive(result<byte_buffer>& answered);
  void try_next_suspect();
  void on_suspect(result<byte_buffer>& answered);
  void ask_due_culprit();
  void on_due_culprit(result<byte_buffer>& answered);
  void finish(std::optional<error> why);

  session_parts parts_;
  source_names names_{};
  bool names_known_ = false;
  bool names_trimmed_ = false;
  clock::time_point names_read_{};
  std::set<std::uint32_t> named_{};  // objects of the answers so far
  probe_plan plan_{};
  std::vector<std::uint32_t> objects_{};  // of the plan
  object_isolation isolation_{};
  std::vector<std::uint32_t> suspects_{};
  std::optional<error> isolating_{};  // the failure whose culprit is looked for
  bool culprit_found_ = false;
  byte_buffer answer_{};
  byte_buffer older_{};
  bool sampling_ = false;
  bool in_gate_ = false;
  clock::time_point wanted_{};
  std::optional<clock::time_point> shared_{};  // when an answer last had a second taker
  clock::time_point began_{};
  clock::time_point ended_{};
  std::chrono::duration<double> took_{};
  std::optional<error> failure_{};
  std::uint64_t samples_ = 0;
  std::uint64_t failures_ = 0;
  std::vector<std::function<void()>> waiters_{};
};

}  // namespace perfdata::fleet
