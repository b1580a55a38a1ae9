// One live connection: a name resolved, an account logged on, a predefined key of the other machine open.
// Driven by tasks of the loop's thread.
#pragma once

#include <memory>
#include <string>

#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/remote/winreg/connect_progress.hpp>
#include <perfdata/remote/winreg/winreg_ndr.hpp>

namespace perfdata {

/// What BaseRegQueryValue answered, whatever its status. `value.data` lives as long as `owner` does.
struct queried_value {
  std::shared_ptr<const void> owner{};
  winreg::value_reply value{};
};

/// A resource of the loop's thread. Does one thing at a time and never connects again by itself; after an
/// error other than a status within a reply it is of no further use. Its tasks must not outlive it.
class winreg_pipe {
 public:
  /// What open() is given, and where it tells how far it came. Must outlive the task.
  struct plan {
    machine_address machine{};
    remote_options options{};
    winreg::method predefined = winreg::method::open_performance_data;  ///< one of the Open… methods
    connect_progress progress{};
  };

  /// Every step from the name to the open key. `reach` bounds the steps before SMB (name, TCP), `until` all.
  /// A pipe that is not available is asked for again for five seconds, as its service may just be starting;
  /// with start_service that is seen to. Errors as connect_remote_machine.
  [[nodiscard]] static task<result<std::unique_ptr<winreg_pipe>>> open(dcerpc_loop& loop, plan& how,
                                                                       deadline reach, deadline until);

  winreg_pipe(dcerpc_loop& loop, std::string machine) : machine_(std::move(machine)), channel_(loop) {}
  winreg_pipe(const winreg_pipe&) = delete;
  winreg_pipe& operator=(const winreg_pipe&) = delete;
  ~winreg_pipe() = default;

  /// Hands `pipe` to the loop, which closes the key at the other side, where the connection is still sound,
  /// and then lets go of it. Half a second at most.
  static void close(std::unique_ptr<winreg_pipe> pipe);

  /// One round trip on the key that open() opened. Errors: the connection's; errc::malformed_data for a reply
  /// that breaks the protocol.
  [[nodiscard]] task<result<queried_value>> query(std::string value_name, std::uint32_t capacity,
                                                  deadline until);

  /// Any method: one round trip. The reply's bytes hold the status of the method itself. Errors: the
  /// connection's.
  [[nodiscard]] task<result<dcerpc_reply>> call(winreg::method which, byte_buffer request, deadline until);

  [[nodiscard]] const winreg::context_handle& key() const noexcept { return key_; }
  [[nodiscard]] bool is_sound() const noexcept { return sound_; }
  [[nodiscard]] dcerpc_loop& loop() const noexcept { return channel_.loop(); }

 private:
  [[nodiscard]] task<result<nothing>> open_key(winreg::method predefined, deadline until);
  static task<nothing> say_goodbye(std::unique_ptr<winreg_pipe> pipe);

  std::string machine_;
  dcerpc_channel channel_;
  winreg::context_handle key_{};
  bool sound_ = false;
};

}  // namespace perfdata
