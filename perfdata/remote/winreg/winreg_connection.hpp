// A connection for threads that wait: a predefined key of another machine, and any call on it.
#pragma once

#include <memory>
#include <string>

#include <perfdata/remote/winreg/winreg_pipe.hpp>

namespace perfdata {

/// A resource; any thread, one at a time. Does one thing at a time and never connects again by itself; after
/// an error other than a status within a reply it is of no further use.
class winreg_connection {
 public:
  /// Every step from the name to the open key. `reach` bounds the steps before SMB (name, TCP), `until` all.
  /// `predefined` is one of the Open… methods. Errors as connect_remote_machine.
  [[nodiscard]] static result<std::unique_ptr<winreg_connection>> open(
      const machine_address& machine, const remote_options& options, const deadline& reach,
      const deadline& until, winreg::method predefined = winreg::method::open_performance_data);
  winreg_connection(const winreg_connection&) = delete;
  winreg_connection& operator=(const winreg_connection&) = delete;
  /// Has the key closed at the other side when the connection is still sound; waits for nothing.
  ~winreg_connection();

  /// Any method: one round trip. The reply's bytes hold the status of the method itself. Errors: the
  /// connection's.
  [[nodiscard]] result<dcerpc_reply> call(winreg::method which, byte_buffer request, const deadline& until);

  /// The key that open() opened.
  [[nodiscard]] const winreg::context_handle& key() const noexcept { return key_; }
  /// The same, and closing it becomes the caller's business.
  [[nodiscard]] winreg::context_handle take_key() noexcept {
    key_taken_ = true;
    return key_;
  }
  /// Whether no call failed so far; a connection that is not sound is of no further use.
  [[nodiscard]] bool is_sound() const noexcept { return sound_; }
  /// As errors name it.
  [[nodiscard]] const std::string& machine() const noexcept { return machine_; }

 private:
  struct shared;
  explicit winreg_connection(std::shared_ptr<dcerpc_loop> loop);

  std::string machine_;
  std::stop_token stop_;
  winreg::context_handle key_{};
  bool sound_ = false;
  bool key_taken_ = false;
  std::shared_ptr<dcerpc_loop> loop_;
  std::shared_ptr<shared> shared_;  // touched in the loop's thread
};

}  // namespace perfdata
