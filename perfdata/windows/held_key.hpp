// An open HKEY and the one who closes it.
#pragma once

#include <memory>

#include <perfdata/windows/growing_room.hpp>
#include <perfdata/windows/registry_calls.hpp>

namespace perfdata::win32 {

/// A resource, shared with every call that uses the handle, so that it is closed behind the last of them.
class held_key {
 public:
  enum class kind : std::uint8_t {
    opened,            ///< RegCloseKey closes it
    performance_data,  ///< this computer's: the last user in the process closes it
    permanent,         ///< one of this computer's other predefined keys: never closed
  };

  held_key(std::shared_ptr<registry_calls> calls, key_handle handle, kind what);
  held_key(const held_key&) = delete;
  held_key& operator=(const held_key&) = delete;
  ~held_key() { (void)close(); }

  [[nodiscard]] key_handle get() const noexcept { return handle_; }
  [[nodiscard]] registry_calls& calls() const noexcept { return *calls_; }

  /// RegCloseKey where it is due. For this computer's performance data it is no real close: providers are
  /// unloaded, and code 6 is as good as 0. Never call it while a DLL is being unloaded (DLL_PROCESS_DETACH):
  /// do not keep a source in a static object of a DLL.
  [[nodiscard]] std::uint32_t close();

  /// For the call that is being made.
  growing_room room{};

 private:
  std::shared_ptr<registry_calls> calls_;
  key_handle handle_;
  kind kind_;
  bool open_ = true;
};

}  // namespace perfdata::win32
