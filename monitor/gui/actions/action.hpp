// What a person can have done: one row for everything, whether by a key, the palette, or a page that lists
// keys.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/actions/key_chord.hpp"

#include <functional>
#include <string>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

struct view_memory;

/// What an action looks at, and what it changes.
struct action_scene {
  const frame& seen;
  selection& chosen;
  view_memory& memory;
};

/// An action that is always the same. Lives as long as the program.
struct fixed_action {
  const char* name;  ///< as the palette lists it
  const char* keys;  ///< as people read them; empty: none
  key_chord chord;
  void (*run)(const action_scene&);
  bool (*applies)(const action_scene&) = [](const action_scene&) { return true; };
};

/// An action of the moment: about a line, a source, a set that was found. A value; it names what it is about,
/// so that it may be run, and do nothing, when that has gone.
struct action {
  std::string name{};
  std::string keys{};
  std::function<void(const action_scene&)> run{};
};

/// Something to be typed before it can be done. A value.
struct typed_question {
  std::string title{};
  std::string hint{};
  std::string text{};  ///< what stands there at first
  /// Errors are shown, and the question stays.
  std::function<result<void>(const action_scene&, const std::string&)> answer{};
};

}  // namespace perfdata::monitor
