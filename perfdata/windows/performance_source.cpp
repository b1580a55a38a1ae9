#include <optional>
#include <utility>

#include <perfdata/connection/cancellation.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/windows/performance_query.hpp>
#include <perfdata/windows/performance_source.hpp>

namespace perfdata::win32 {
namespace {

class performance_source final : public counter_source {
 public:
  performance_source(std::shared_ptr<registry_calls> calls, reach how, predefined_key root)
      : calls_(std::move(calls)), how_(std::move(how)), root_(root) {}
  ~performance_source() override { close(); }

  result<void> open(const deadline& until) {
    if (refused_) return failure(*refused_);
    auto opened = open_now(until);
    if (!opened && is_refusal(opened.error())) refused_ = opened.error();
    return opened;
  }

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    if (how_.stop.stop_requested()) return failure(cancelled(machine()));
    const deadline until(how_.timeout);
    const bool worked_before = key_ != nullptr;
    if (!worked_before)
      if (auto opened = open(until); !opened) return opened;
    auto answered = query_performance_data(*session_, key_, value_name, answer, until);
    if (answered || !is_lost_connection(answered.error()) || !how_.machine) return answered;
    close();
    if (!worked_before || until.passed()) return answered;
    if (auto opened = open(until); !opened) return opened;
    return query_performance_data(*session_, key_, value_name, answer, until);
  }

  std::string machine() const override {
    return how_.machine ? how_.machine->to_string() : calls_->computer_name();
  }

 private:
  /// Windows says "access denied" of a wrong password too, and a second try could lock the account.
  [[nodiscard]] bool is_refusal(const error& failed) const noexcept {
    return failed.code == errc::logon_failed ||
           (failed.code == errc::access_denied && std::holds_alternative<password_credentials>(how_.who));
  }

  /// The session stays: its thread may still be in a call, and its account does for every key.
  result<void> open_now(const deadline& until) {
    if (!session_) {
      auto fresh = open_session(calls_, how_, until);
      if (!fresh) return failure(fresh.error());
      session_ = *std::move(fresh);
    }
    auto key = open_root(*session_, how_, root_, until);
    if (!key) return failure(key.error());
    key_ = *std::move(key);
    return {};
  }

  void close() {
    if (key_) (void)close_within_reason(*session_, std::exchange(key_, nullptr));
  }

  std::shared_ptr<registry_calls> calls_;
  reach how_;
  predefined_key root_;
  std::shared_ptr<session> session_;
  std::shared_ptr<held_key> key_;
  std::optional<error> refused_;
};

}  // namespace

result<std::unique_ptr<counter_source>> open_performance_source(std::shared_ptr<registry_calls> calls,
                                                                const reach& how, predefined_key key) {
  auto source = std::make_unique<performance_source>(std::move(calls), how, key);
  if (how.connect_first)
    if (auto opened = source->open(deadline(how.timeout)); !opened) return failure(opened.error());
  return source;
}

}  // namespace perfdata::win32
