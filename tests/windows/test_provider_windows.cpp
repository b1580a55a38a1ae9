#include "tests/windows/test_provider.hpp"

#include <stdexcept>
#include <windows.h>

#include <perfdata/base/wide_text.hpp>

namespace perfdata::test {
namespace {

void check(LSTATUS status) {
  if (status != ERROR_SUCCESS) throw std::runtime_error("the registry cannot be written");
}

void write_text(const std::wstring& key, const wchar_t* name, const std::wstring& text) {
  const auto size = static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t));
  check(::RegSetKeyValueW(HKEY_LOCAL_MACHINE, key.c_str(), name, REG_SZ, text.c_str(), size));
}

}  // namespace

test_provider::test_provider(const std::string& service)
    : key_(L"SYSTEM\\CurrentControlSet\\Services\\" + to_wide(service)) {
  const std::wstring performance = key_ + L"\\Performance";
  write_text(performance, L"Library", to_wide(PERFDATA_TEST_PROVIDER));
  write_text(performance, L"Open", L"ProviderOpen");
  write_text(performance, L"Collect", L"ProviderCollect");
  write_text(performance, L"Close", L"ProviderClose");
}

test_provider::~test_provider() {
  ::RegDeleteTreeW(HKEY_LOCAL_MACHINE, key_.c_str());
}

scratch_key::scratch_key(const std::string& path) : path_(to_wide(path)) {
  add_subkey({});
}

scratch_key::~scratch_key() {
  ::RegDeleteTreeW(HKEY_LOCAL_MACHINE, path_.c_str());
}

void scratch_key::set_text(const std::string& name, const std::string& text) const {
  write_text(path_, to_wide(name).c_str(), to_wide(text));
}

void scratch_key::set(const std::string& name, unsigned long type, const void* data,
                      unsigned long size) const {
  check(::RegSetKeyValueW(HKEY_LOCAL_MACHINE, path_.c_str(), to_wide(name).c_str(), type, data, size));
}

void scratch_key::add_subkey(const std::string& name) const {
  HKEY key = nullptr;
  const std::wstring path = name.empty() ? path_ : path_ + L"\\" + to_wide(name);
  check(::RegCreateKeyExW(HKEY_LOCAL_MACHINE, path.c_str(), 0, nullptr, 0, KEY_ALL_ACCESS, nullptr, &key,
                          nullptr));
  ::RegCloseKey(key);
}

}  // namespace perfdata::test
