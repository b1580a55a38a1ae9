#include <algorithm>
#include <array>
#include <windows.h>
// Needs windows.h first.
#include <winnetwk.h>

#include <perfdata/base/wide_text.hpp>
#include <perfdata/windows/registry_calls.hpp>

namespace perfdata::win32 {
namespace {

constexpr std::size_t longest_key_name = 255;       // UTF-16 units, as the registry's limits say
constexpr std::size_t longest_value_name = 16'383;  // the same

HKEY as_hkey(key_handle key) noexcept {
  return static_cast<HKEY>(key);
}

// winreg.h's own macros: the number, sign-extended to a pointer.
HKEY as_hkey(predefined_key key) noexcept {
  const auto number = static_cast<ULONG_PTR>(static_cast<LONG>(static_cast<std::uint32_t>(key)));
  return reinterpret_cast<HKEY>(number);  // NOLINT
}

std::uint32_t code_of(LSTATUS status) noexcept {
  return static_cast<std::uint32_t>(status);
}

std::uint32_t last_error(BOOL succeeded) noexcept {
  return succeeded != 0 ? 0 : static_cast<std::uint32_t>(::GetLastError());
}

BYTE* data_of(const value_room& room) noexcept {
  return static_cast<BYTE*>(static_cast<void*>(room.bytes.data()));
}

/// A password as Windows wants it, wiped when it goes.
class wide_secret {
 public:
  explicit wide_secret(const secret& password) : text_(to_wide(password.reveal())) {}
  wide_secret(const wide_secret&) = delete;
  wide_secret& operator=(const wide_secret&) = delete;
  ~wide_secret() { ::SecureZeroMemory(text_.data(), text_.size() * sizeof(wchar_t)); }
  [[nodiscard]] const wchar_t* get() const noexcept { return text_.c_str(); }

 private:
  std::wstring text_;
};

/// Closed when it goes.
class service_handle {
 public:
  explicit service_handle(SC_HANDLE handle) : handle_(handle) {}
  service_handle(const service_handle&) = delete;
  service_handle& operator=(const service_handle&) = delete;
  ~service_handle() {
    if (handle_ != nullptr) ::CloseServiceHandle(handle_);
  }
  [[nodiscard]] SC_HANDLE get() const noexcept { return handle_; }

 private:
  SC_HANDLE handle_;
};

class system_calls final : public registry_calls {
 public:
  key_handle predefined(predefined_key key) const noexcept override { return as_hkey(key); }

  std::uint32_t connect_registry(const std::string& machine, predefined_key key,
                                 key_handle& opened) override {
    HKEY handle = nullptr;
    const LSTATUS status = ::RegConnectRegistryW(to_wide(machine).c_str(), as_hkey(key), &handle);
    opened = handle;
    return code_of(status);
  }

  std::uint32_t open_key(key_handle key, const std::string& path, key_handle& opened) override {
    HKEY handle = nullptr;
    const LSTATUS status = ::RegOpenKeyExW(as_hkey(key), to_wide(path).c_str(), 0, KEY_READ, &handle);
    opened = handle;
    return code_of(status);
  }

  std::uint32_t query_value(key_handle key, const std::string& name, value_room& room) override {
    DWORD type = 0;
    DWORD size = room.size;
    const LSTATUS status =
        ::RegQueryValueExW(as_hkey(key), to_wide(name).c_str(), nullptr, &type, data_of(room), &size);
    room.type = type;
    room.size = size;
    return code_of(status);
  }

  std::uint32_t enum_key(key_handle key, std::uint32_t index, std::string& name) override {
    std::array<wchar_t, longest_key_name + 1> text{};
    auto units = static_cast<DWORD>(text.size());
    const LSTATUS status =
        ::RegEnumKeyExW(as_hkey(key), index, text.data(), &units, nullptr, nullptr, nullptr, nullptr);
    if (status == ERROR_SUCCESS)
      name = from_wide({text.data(), std::min<std::size_t>(units, longest_key_name)});
    return code_of(status);
  }

  std::uint32_t enum_value(key_handle key, std::uint32_t index, std::string& name,
                           value_room& room) override {
    std::wstring text(longest_value_name + 1, L'\0');
    auto units = static_cast<DWORD>(text.size());
    DWORD type = 0;
    DWORD size = room.size;
    const LSTATUS status =
        ::RegEnumValueW(as_hkey(key), index, text.data(), &units, nullptr, &type, data_of(room), &size);
    if (status == ERROR_SUCCESS)
      name = from_wide({text.data(), std::min<std::size_t>(units, longest_value_name)});
    room.type = type;
    room.size = size;
    return code_of(status);
  }

  std::uint32_t query_info(key_handle key, registry_key_info& info) override {
    DWORD subkeys = 0, longest_subkey = 0, values = 0, longest_name = 0, longest_value = 0;
    FILETIME written{};
    const LSTATUS status =
        ::RegQueryInfoKeyW(as_hkey(key), nullptr, nullptr, nullptr, &subkeys, &longest_subkey, nullptr,
                           &values, &longest_name, &longest_value, nullptr, &written);
    const auto ticks = std::uint64_t{written.dwHighDateTime} << 32U | written.dwLowDateTime;
    info = {.subkeys = subkeys,
            .longest_subkey = longest_subkey,
            .values = values,
            .longest_value_name = longest_name,
            .longest_value = longest_value,
            .last_write = from_filetime(static_cast<std::int64_t>(ticks))};
    return code_of(status);
  }

  std::uint32_t close_key(key_handle key) override { return code_of(::RegCloseKey(as_hkey(key))); }

  std::uint32_t log_on(const password_credentials& who, token_handle& token) override {
    const wide_secret password(who.password);
    // The domain "." would be this computer; an account of the other machine has none.
    const std::wstring domain = to_wide(who.domain);
    HANDLE made = nullptr;
    const BOOL logged_on =
        ::LogonUserW(to_wide(who.user).c_str(), domain.empty() ? nullptr : domain.c_str(), password.get(),
                     LOGON32_LOGON_NEW_CREDENTIALS, LOGON32_PROVIDER_WINNT50, &made);
    token = made;
    return last_error(logged_on);
  }

  std::uint32_t impersonate(token_handle token) override {
    return last_error(::ImpersonateLoggedOnUser(token));
  }

  std::uint32_t revert() override { return last_error(::RevertToSelf()); }

  void close_token(token_handle token) override { ::CloseHandle(token); }

  std::uint32_t add_connection(const std::string& share, const password_credentials& who) override {
    const wide_secret password(who.password);
    std::wstring remote = to_wide(share);
    const std::wstring user = to_wide(who.domain.empty() ? who.user : who.domain + "\\" + who.user);
    NETRESOURCEW resource{};
    resource.dwType = RESOURCETYPE_ANY;
    resource.lpRemoteName = remote.data();
    return ::WNetAddConnection2W(&resource, password.get(), user.c_str(), CONNECT_TEMPORARY);
  }

  std::uint32_t cancel_connection(const std::string& share) override {
    return ::WNetCancelConnection2W(to_wide(share).c_str(), 0, FALSE);
  }

  std::uint32_t start_service(const std::string& machine, const std::string& service) override {
    const service_handle manager(::OpenSCManagerW(to_wide(machine).c_str(), nullptr, SC_MANAGER_CONNECT));
    if (manager.get() == nullptr) return last_error(FALSE);
    const service_handle opened(::OpenServiceW(manager.get(), to_wide(service).c_str(), SERVICE_START));
    if (opened.get() == nullptr) return last_error(FALSE);
    const std::uint32_t code = last_error(::StartServiceW(opened.get(), 0, nullptr));
    return code == ERROR_SERVICE_ALREADY_RUNNING ? 0 : code;
  }

  std::string computer_name() const override {
    std::array<wchar_t, 256> text{};
    auto units = static_cast<DWORD>(text.size());
    if (::GetComputerNameExW(ComputerNamePhysicalNetBIOS, text.data(), &units) == 0) return {};
    return from_wide({text.data(), units});
  }
};

}  // namespace

std::shared_ptr<registry_calls> advapi32() {
  static const auto calls = std::make_shared<system_calls>();
  return calls;
}

}  // namespace perfdata::win32
