// A thread for calls that cannot be cancelled.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

#include <perfdata/base/deadline.hpp>

namespace perfdata::win32 {

/// A resource. Runs one call at a time on a thread of its own, the same one each time. When it goes while a
/// call has not returned, the thread stays behind with that call and ends after it.
class call_thread {
 public:
  enum class outcome : std::uint8_t {
    done,
    late,     ///< the call goes on; what it owns goes when it returns
    stopped,  ///< a stop was requested; otherwise as late
    busy,     ///< an earlier call is still late; this one was not made
  };

  call_thread();
  call_thread(const call_thread&) = delete;
  call_thread& operator=(const call_thread&) = delete;
  ~call_thread();

  /// Makes the call and waits for it, or for a stop. `call` must own all it touches: it may outlive the
  /// caller.
  [[nodiscard]] outcome run(std::function<void()> call, const deadline& until,
                            const std::stop_token& stop = {});

 private:
  struct state;
  static void work(const std::shared_ptr<state>& shared);
  std::shared_ptr<state> state_;
};

}  // namespace perfdata::win32
