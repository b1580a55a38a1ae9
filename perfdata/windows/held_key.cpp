#include <utility>

#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/windows/held_key.hpp>

namespace perfdata::win32 {

held_key::held_key(std::shared_ptr<registry_calls> calls, key_handle handle, kind what)
    : calls_(std::move(calls)), handle_(handle), kind_(what) {
  if (kind_ == kind::performance_data) ++calls_->performance_users;
}

std::uint32_t held_key::close() {
  if (!std::exchange(open_, false) || kind_ == kind::permanent) return 0;
  if (kind_ == kind::opened) return calls_->close_key(handle_);
  if (--calls_->performance_users != 0) return 0;
  const std::uint32_t code = calls_->close_key(handle_);
  return code == error_invalid_handle ? 0 : code;
}

}  // namespace perfdata::win32
