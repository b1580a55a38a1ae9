// A machine that is asked without waiting for it.
#pragma once

#include <functional>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// Runs a piece of work in the fleet's thread, soon. Any thread may call it.
using fleet_poster = std::function<void(std::function<void()>)>;

/// A resource, used in the fleet's thread.
class counter_asker {
 public:
  using completion = std::function<void(result<byte_buffer>)>;

  counter_asker() = default;
  counter_asker(const counter_asker&) = delete;
  counter_asker& operator=(const counter_asker&) = delete;
  virtual ~counter_asker() = default;

  /// As counter_source::query. `done` is called once, later, in the fleet's thread; `reuse` comes back as the
  /// answer. Ends in bounded time whatever the machine does.
  virtual void ask(std::string value_name, byte_buffer reuse, completion done) = 0;

  /// False when the next ask() has to log on first.
  [[nodiscard]] virtual bool is_connected() const = 0;
};

}  // namespace perfdata::fleet
