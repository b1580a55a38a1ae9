#include <algorithm>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/winreg/remote_key.hpp>
#include <perfdata/remote/winreg/winreg_key_ndr.hpp>

namespace perfdata {
namespace {

using winreg::method;

// Nearly every value of a registry fits, and an offer costs nothing.
constexpr std::uint32_t first_value_capacity = 4096;

// What an enumeration may amount to, so that a server cannot fill our memory one small reply at a time.
constexpr std::size_t most_names_size = std::size_t{64} << 20U;
constexpr std::size_t most_values_size = std::size_t{256} << 20U;
constexpr std::size_t cost_of_an_entry = 64;

/// The next offer: what the server says it needs, unless it says nonsense, and always clearly more.
std::uint32_t more_than(std::uint32_t capacity, std::uint32_t stated) noexcept {
  const std::uint64_t wanted = std::max<std::uint64_t>(std::uint64_t{capacity} * 2, stated);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, winreg::max_value_size));
}

class remote_key final : public registry_backend {
 public:
  remote_key(std::shared_ptr<winreg_session> session, const winreg::context_handle& handle)
      : session_(std::move(session)), handle_(handle) {}
  ~remote_key() override {
    if (session_) session_->let_go(handle_);
  }

  result<registry_value> query_value(std::string_view name) override;
  result<std::unique_ptr<registry_backend>> open_subkey(std::string_view path) override;
  result<std::vector<std::string>> subkeys() override;
  result<std::vector<registry_value>> values() override;
  result<registry_key_info> info() override;
  result<void> close() override { return std::exchange(session_, nullptr)->close(handle_); }

 private:
  /// What one offer came to: a value, or nothing when it was too small.
  enum class offer : std::uint8_t { taken, too_small };

  [[nodiscard]] error refused(method which, std::uint32_t status, std::string_view what) const;
  [[nodiscard]] error too_large(method which, std::string_view what) const;
  [[nodiscard]] result<offer> take(method which, const winreg::value_reply& reply, std::string_view what,
                                   std::uint32_t& capacity, registry_value& value) const;
  [[nodiscard]] result<bool> read_value_at(std::uint32_t index, std::uint32_t& capacity,
                                           registry_value& value);

  std::shared_ptr<winreg_session> session_;
  winreg::context_handle handle_;
};

error remote_key::refused(method which, std::uint32_t status, std::string_view what) const {
  error failed = win32_failure(session_->machine(), winreg::to_string(which), status);
  if (status == error_file_not_found) {
    failed.message = fmt::format("{}: \"{}\" failed: there is no {} ({})", session_->machine(),
                                 winreg::to_string(which), what, win32_error_name(status));
    failed.advice = "check the spelling; 32-bit programs of Windows write below SOFTWARE\\WOW6432Node";
  } else if (status == error_access_denied) {
    failed.message = fmt::format("{}: \"{}\" failed: the account may not read {} ({})", session_->machine(),
                                 winreg::to_string(which), what, win32_error_name(status));
    failed.advice =
        "the account needs the right to read this key, and over the network also that of HKLM\\SYSTEM\\"
        "CurrentControlSet\\Control\\SecurePipeServers\\winreg, unless AllowedPaths there lists the key";
  } else if (failed.code == errc::connection_lost) {
    failed.advice = "connect again";
  }
  return failed;
}

error remote_key::too_large(method which, std::string_view what) const {
  return {.code = errc::too_large,
          .message = fmt::format("{}: \"{}\" failed: {} is too large", session_->machine(),
                                 winreg::to_string(which), what),
          .advice = "a registry value carries 64 MiB at most; look at what the server is",
          .system = system_status{.step = std::string(winreg::to_string(which)), .win32 = error_more_data}};
}

/// Copies the data of a reply, or makes `capacity` larger for the next offer.
result<remote_key::offer> remote_key::take(method which, const winreg::value_reply& reply,
                                           std::string_view what, std::uint32_t& capacity,
                                           registry_value& value) const {
  // A success that states more than was offered has cut the value.
  const bool cut = reply.status == 0 && reply.stated_size > capacity;
  if (reply.status == error_more_data || cut) {
    if (capacity == winreg::max_value_size) return failure(too_large(which, what));
    capacity = more_than(capacity, reply.stated_size);
    return offer::too_small;
  }
  if (reply.status != 0) return failure(refused(which, reply.status, what));
  value.type = static_cast<registry_type>(reply.type);
  value.data.assign(reply.data.begin(), reply.data.end());
  return offer::taken;
}

result<registry_value> remote_key::query_value(std::string_view name) {
  const std::string what = name.empty() ? std::string("default value") : fmt::format("value \"{}\"", name);
  registry_value value{.name = std::string(name)};
  for (std::uint32_t capacity = first_value_capacity;;) {
    auto request = winreg::encode_query_value(handle_, name, capacity);
    if (!request) return failure(std::move(request.error()));
    const auto reply = session_->call(method::query_value, *std::move(request));
    if (!reply) return failure(reply.error());
    const auto decoded = winreg::decode_value_reply(reply->bytes, capacity);
    if (!decoded) return failure(decoded.error());
    const auto taken = take(method::query_value, *decoded, what, capacity, value);
    if (!taken) return failure(taken.error());
    if (*taken == offer::taken) return value;
  }
}

result<std::unique_ptr<registry_backend>> remote_key::open_subkey(std::string_view path) {
  auto request = winreg::encode_open_subkey(handle_, path);
  if (!request) return failure(std::move(request.error()));
  const auto reply = session_->call(method::open_key, *std::move(request));
  if (!reply) return failure(reply.error());
  const auto opened = winreg::decode_key_reply(reply->bytes);
  if (!opened) return failure(opened.error());
  if (opened->status != 0)
    return failure(refused(method::open_key, opened->status, fmt::format("key \"{}\"", path)));
  return std::make_unique<remote_key>(session_, opened->key);
}

result<std::vector<std::string>> remote_key::subkeys() {
  std::vector<std::string> names;
  std::size_t size = 0;
  for (std::uint32_t index = 0; size <= most_names_size; ++index) {
    const auto reply = session_->call(method::enum_key, winreg::encode_enum_key(handle_, index));
    if (!reply) return failure(reply.error());
    const auto entry = winreg::decode_enum_key(reply->bytes);
    if (!entry) return failure(entry.error());
    if (entry->status == error_no_more_items) return names;
    if (entry->status != 0) return failure(refused(method::enum_key, entry->status, "list of subkeys"));
    names.push_back(to_utf8(utf16_view(entry->name)));
    size += names.back().size() + cost_of_an_entry;
  }
  return failure(too_large(method::enum_key, "the list of subkeys"));
}

/// False behind the last value. `capacity` is what was enough so far.
result<bool> remote_key::read_value_at(std::uint32_t index, std::uint32_t& capacity, registry_value& value) {
  for (;;) {
    const auto reply =
        session_->call(method::enum_value, winreg::encode_enum_value(handle_, index, capacity));
    if (!reply) return failure(reply.error());
    const auto entry = winreg::decode_enum_value(reply->bytes, capacity);
    if (!entry) return failure(entry.error());
    if (entry->value.status == error_no_more_items) return false;
    const auto taken = take(method::enum_value, entry->value, "list of values", capacity, value);
    if (!taken) return failure(taken.error());
    if (*taken == offer::too_small) continue;
    value.name = to_utf8(utf16_view(entry->name));
    return true;
  }
}

result<std::vector<registry_value>> remote_key::values() {
  std::vector<registry_value> all;
  std::uint32_t capacity = first_value_capacity;
  std::size_t size = 0;
  for (std::uint32_t index = 0; size <= most_values_size; ++index) {
    registry_value value;
    const auto found = read_value_at(index, capacity, value);
    if (!found) return failure(found.error());
    if (!*found) return all;
    size += value.name.size() + value.data.size() + cost_of_an_entry;
    all.push_back(std::move(value));
  }
  return failure(too_large(method::enum_value, "the list of values"));
}

result<registry_key_info> remote_key::info() {
  const auto reply = session_->call(method::query_info_key, winreg::encode_query_info(handle_));
  if (!reply) return failure(reply.error());
  const auto told = winreg::decode_query_info(reply->bytes);
  if (!told) return failure(told.error());
  if (told->status != 0) return failure(refused(method::query_info_key, told->status, "this key"));
  return registry_key_info{.subkeys = told->subkeys,
                           .longest_subkey = told->longest_subkey,
                           .values = told->values,
                           .longest_value_name = told->longest_value_name,
                           .longest_value = told->longest_value,
                           .last_write = from_filetime(static_cast<std::int64_t>(told->last_write))};
}

}  // namespace

std::unique_ptr<registry_backend> remote_root_key(std::shared_ptr<winreg_session> session) {
  const auto handle = session->take_root();
  return std::make_unique<remote_key>(std::move(session), handle);
}

}  // namespace perfdata
