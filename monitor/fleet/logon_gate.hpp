// An account that hundreds of machines are asked with is tried on a few of them first.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <set>
#include <string>

#include <perfdata/base/error.hpp>

namespace perfdata::fleet {

/// A password that is wrong, sent to three hundred machines of a domain, locks its account. So until one
/// machine has taken the account, it is tried on two at a time; and when three machines in a row refuse it
/// and none takes it between, nobody logs on with it any more until the gate is a new one. A resource of the
/// fleet's thread; one an account.
class logon_gate {
 public:
  static constexpr std::size_t at_a_time = 2;
  static constexpr std::size_t refusals = 3;

  /// Runs `go` now or when its turn comes; it must lead to one leave(). With `refused` once the gate is
  /// closed. Both may be called before this returns.
  void enter(std::function<void()> go, std::function<void(const error&)> refused);

  /// How it ended: nothing, or why it failed. `machine`: whose failure counts once until something succeeds.
  void leave(const std::string& machine, const error* why);

  [[nodiscard]] bool closed() const noexcept { return refused_by_.size() >= refusals; }
  [[nodiscard]] std::size_t waiting() const noexcept { return waiting_.size(); }

 private:
  struct visitor {
    std::function<void()> go;
    std::function<void(const error&)> refused;
  };
  void let_in();

  bool proven_ = false;
  std::size_t inside_ = 0;
  std::set<std::string> refused_by_;  // in a row
  error last_refusal_{};
  std::deque<visitor> waiting_;
};

}  // namespace perfdata::fleet
