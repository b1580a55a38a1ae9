// One live connection: a name resolved, an account logged on, a predefined key of the other machine open.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <perfdata/remote/dcerpc_channel.hpp>
#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/remote/winreg_ndr.hpp>

namespace perfdata {

/// What BaseRegQueryValue answered, whatever its status. `value.data` lives as long as `owner` does.
struct queried_value {
  std::shared_ptr<const void> owner{};
  winreg::value_reply value{};
};

/// A resource. Does one thing at a time and never connects again by itself; after an error other than a
/// status within a queried_value it is of no further use.
class winreg_connection {
 public:
  /// Every step from the name to the open key. `reach` bounds the steps before SMB (name, TCP), `until` all.
  /// `predefined` is one of the Open… methods. Errors as connect_remote_machine.
  [[nodiscard]] static result<std::unique_ptr<winreg_connection>> open(
      const machine_address& machine, const remote_options& options, const deadline& reach,
      const deadline& until, winreg::method predefined = winreg::method::open_performance_data);
  winreg_connection(const winreg_connection&) = delete;
  winreg_connection& operator=(const winreg_connection&) = delete;
  /// Closes the key at the other side when the connection is still sound; waits for that half a second at
  /// most.
  ~winreg_connection();

  /// One round trip on the key that open() opened. Errors: the connection's; errc::malformed_data for a reply
  /// that breaks the protocol.
  [[nodiscard]] result<queried_value> query(std::string_view value_name, std::uint32_t capacity,
                                            const deadline& until);

  /// Any method: one round trip. The reply's bytes hold the status of the method itself. Errors: the
  /// connection's.
  [[nodiscard]] result<dcerpc_reply> call(winreg::method which, byte_buffer request, const deadline& until);

  /// The key that open() opened.
  [[nodiscard]] const winreg::context_handle& key() const noexcept { return key_; }
  /// The same, and closing it becomes the caller's business.
  [[nodiscard]] winreg::context_handle take_key() noexcept {
    return std::exchange(key_, winreg::context_handle{});
  }
  /// Whether no call failed so far; a connection that is not sound is of no further use.
  [[nodiscard]] bool is_sound() const noexcept { return sound_; }
  /// As errors name it.
  [[nodiscard]] const std::string& machine() const noexcept { return machine_; }

 private:
  winreg_connection(std::string machine, std::shared_ptr<dcerpc_loop> loop)
      : machine_(std::move(machine)), channel_(std::move(loop)) {}
  [[nodiscard]] result<void> open_key(winreg::method predefined, const deadline& until);

  std::string machine_;
  dcerpc_channel channel_;
  winreg::context_handle key_{};
  bool sound_ = false;
};

}  // namespace perfdata
