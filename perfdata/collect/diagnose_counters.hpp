// Whether a source answers as a machine's counters should, and which of its objects do not.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/connection/diagnosis_step.hpp>

namespace perfdata {

/// An object type that was asked for alone. A value.
struct diagnosed_object {
  std::uint32_t title_index = 0;
  std::string name{};  ///< "#index" when no table knows it
  step_state state = step_state::ok;
  std::chrono::microseconds took{};
  std::size_t bytes = 0;  ///< of the object; what a provider sends along is not counted
  std::size_t counters = 0;
  std::size_t instances = 0;           ///< 1 for an object without instances
  std::vector<std::string> defects{};  ///< what is wrong with its bytes
  std::optional<error> failed{};
};

/// Told each object as it ends.
using object_observer = std::function<void(const diagnosed_object&)>;

/// A value.
struct counter_diagnosis {
  std::vector<diagnosis_step> steps{};  ///< "Counter 009", "query 238", "Global"
  std::vector<diagnosed_object> objects{};
};

/// Asks for the names, for one object, for "Global", and then for each object of it alone, one after the
/// other, so that a slow, failing or damaged one is named. When "Global" fails, the objects that every
/// Windows has are asked for. Goes on after a failure; gives up on the objects, and reports the rest as
/// skipped, when the machine itself has gone or refuses the account. Takes as long as the source's answers
/// take.
[[nodiscard]] counter_diagnosis diagnose_counters(counter_source& source, const step_observer& on_step,
                                                  const object_observer& on_object);

}  // namespace perfdata
