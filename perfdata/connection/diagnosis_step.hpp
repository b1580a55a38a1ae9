// One step of finding out whether a machine's counters can be had.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <perfdata/base/error.hpp>

namespace perfdata {

/// How a step ended.
enum class step_state : std::uint8_t {
  ok,
  failed,
  skipped,  ///< not reached
};

/// A value. Texts are for people: single lines, without a full stop, made from what the other machine said.
struct diagnosis_step {
  std::string name{};  ///< "resolve name", "log on" …
  step_state state = step_state::ok;
  std::chrono::microseconds took{};
  std::string detail{};           ///< what was found; may be empty
  std::string remark{};           ///< of a step that is ok: what deserves a look all the same; may be empty
  std::optional<error> failed{};  ///< of one that is not; its advice is the setting to change
};

/// Told each step as it ends.
using step_observer = std::function<void(const diagnosis_step&)>;

}  // namespace perfdata
