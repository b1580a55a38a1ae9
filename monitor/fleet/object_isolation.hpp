// Which objects of a machine make the others fail, when that is found out without waiting.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/base/error.hpp>

namespace perfdata::fleet {

/// A machine's answer to a list of objects is put together by all their providers, and one that hangs or
/// fails takes the others with it. What isolate_objects() does for one machine and a thread, this decides for
/// many and none: after a list has failed each object is asked for by itself; those that fail are left out,
/// and tried again after half a minute, then after twice as long, up to half an hour. A value.
class object_isolation {
 public:
  using clock = std::chrono::steady_clock;

  /// The objects to ask for at once, less the culprits whose time has not come; empty when none is left.
  [[nodiscard]] std::vector<std::uint32_t> healthy(const std::vector<std::uint32_t>& all) const;

  /// A culprit whose time has come, to be asked for by itself.
  [[nodiscard]] std::optional<std::uint32_t> due(const std::vector<std::uint32_t>& all,
                                                 clock::time_point now) const;

  void failed(std::uint32_t object, const error& why, clock::time_point now);
  void answered(std::uint32_t object) { culprits_.erase(object); }

  /// Why each culprit is left out.
  [[nodiscard]] std::map<std::uint32_t, error> left_out() const;

 private:
  struct culprit {
    error why{};
    std::chrono::seconds pause{};
    clock::time_point next_try{};
  };
  std::map<std::uint32_t, culprit> culprits_{};
};

/// Whether an object can be the reason, as isolate_objects() sees it: the machine was there.
[[nodiscard]] bool may_be_an_objects_fault(const error& why) noexcept;

/// "2 238".
[[nodiscard]] std::string value_name_of(const std::vector<std::uint32_t>& objects);

}  // namespace perfdata::fleet
