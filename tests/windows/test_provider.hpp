// The provider DLL, registered for as long as an object lives. Compiled on Windows only.
#pragma once

#include <string>

namespace perfdata::test {

/// A service's key with a Performance subkey that names the DLL. A resource.
class test_provider {
 public:
  explicit test_provider(const std::string& service = "perfdata test provider");
  test_provider(const test_provider&) = delete;
  test_provider& operator=(const test_provider&) = delete;
  ~test_provider();

 private:
  std::wstring key_;
};

/// A key below HKEY_LOCAL_MACHINE that a test may write to. A resource: goes with everything below it.
class scratch_key {
 public:
  explicit scratch_key(const std::string& path);
  scratch_key(const scratch_key&) = delete;
  scratch_key& operator=(const scratch_key&) = delete;
  ~scratch_key();

  /// `name` and `text` in UTF-8.
  void set_text(const std::string& name, const std::string& text) const;
  void set(const std::string& name, unsigned long type, const void* data, unsigned long size) const;
  void add_subkey(const std::string& name) const;

 private:
  std::wstring path_;
};

}  // namespace perfdata::test
