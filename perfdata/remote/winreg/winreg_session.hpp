// One connection to another machine's registry that several keys share.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include <perfdata/remote/winreg/winreg_connection.hpp>

namespace perfdata {

/// A resource. Any thread; calls go out one after the other. A connection that broke stays broken: the
/// handles that were opened over it died with it, as those of RegConnectRegistryW do.
class winreg_session {
 public:
  /// Connects and opens the predefined key `options.key`. `until` bounds that, `options.timeout` every call
  /// after it. Errors: as connect_remote_machine.
  [[nodiscard]] static result<std::shared_ptr<winreg_session>> open(const machine_address& machine,
                                                                    const remote_options& options,
                                                                    const deadline& until);

  winreg_session(const winreg_session&) = delete;
  winreg_session& operator=(const winreg_session&) = delete;
  ~winreg_session() = default;

  /// The handle of the predefined key. Once.
  [[nodiscard]] winreg::context_handle take_root() noexcept { return connection_->take_key(); }

  /// One round trip. The reply's bytes hold the method's own status. Errors: the connection's;
  /// errc::connection_lost when it broke before, with what broke it.
  [[nodiscard]] result<dcerpc_reply> call(winreg::method which, byte_buffer request);

  /// BaseRegCloseKey. Errors: as call; the status of the other side.
  [[nodiscard]] result<void> close(const winreg::context_handle& key);

  /// The same for a destructor: half a second at most, and nobody to tell.
  void let_go(const winreg::context_handle& key) noexcept;

  /// As errors name it.
  [[nodiscard]] const std::string& machine() const noexcept { return connection_->machine(); }

 private:
  winreg_session(std::unique_ptr<winreg_connection> connection, std::chrono::milliseconds timeout)
      : connection_(std::move(connection)), timeout_(timeout) {}
  [[nodiscard]] result<dcerpc_reply> call_within(std::chrono::milliseconds limit, winreg::method which,
                                                 byte_buffer request);
  [[nodiscard]] error lost_before(winreg::method which) const;

  std::mutex mutex_;
  std::unique_ptr<winreg_connection> connection_;  // calls guarded by mutex_
  std::optional<error> broken_{};                  // guarded by mutex_
  std::chrono::milliseconds timeout_;
};

}  // namespace perfdata
