// A registry in memory, behind the interface of the system's calls, that fails, lies and hangs when told to.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <perfdata/windows/registry_calls.hpp>

namespace perfdata::test {

/// What a key holds. Handles are addresses of these.
struct fake_key {
  std::map<std::string, std::unique_ptr<fake_key>> subkeys{};
  std::vector<registry_value> values{};
};

class fake_calls final : public win32::registry_calls {
 public:
  using key_handle = win32::key_handle;

  fake_key root{};
  std::uint32_t size_with_more_data = 0;  ///< what ERROR_MORE_DATA leaves in the size
  bool cuts_and_calls_it_success = false;

  /// The next calls of this function give these codes, one after the other, and do nothing.
  void fail(const std::string& function, std::deque<std::uint32_t> codes);
  /// The next call of this function waits until release().
  void hang(const std::string& function);
  void release();

  /// Every call so far, "function argument".
  [[nodiscard]] std::vector<std::string> made() const;
  [[nodiscard]] std::size_t count(const std::string& call) const;

  [[nodiscard]] key_handle predefined(predefined_key) const noexcept override;
  std::uint32_t connect_registry(const std::string& machine, predefined_key key, key_handle& opened) override;
  std::uint32_t open_key(key_handle key, const std::string& path, key_handle& opened) override;
  std::uint32_t query_value(key_handle key, const std::string& name, win32::value_room& room) override;
  std::uint32_t enum_key(key_handle key, std::uint32_t index, std::string& name) override;
  std::uint32_t enum_value(key_handle key, std::uint32_t index, std::string& name,
                           win32::value_room& room) override;
  std::uint32_t query_info(key_handle key, registry_key_info& info) override;
  std::uint32_t close_key(key_handle key) override;
  std::uint32_t log_on(const password_credentials& who, win32::token_handle& token) override;
  std::uint32_t impersonate(win32::token_handle token) override;
  std::uint32_t revert() override;
  void close_token(win32::token_handle token) override;
  std::uint32_t add_connection(const std::string& share, const password_credentials& who) override;
  std::uint32_t cancel_connection(const std::string& share) override;
  std::uint32_t start_service(const std::string& machine, const std::string& service) override;
  [[nodiscard]] std::string computer_name() const override { return "FAKE"; }

 private:
  /// Notes the call; waits when it is to hang; the code it is to fail with.
  std::uint32_t begin(const std::string& function, const std::string& argument = {});
  std::uint32_t answer(const registry_value& value, win32::value_room& room) const;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable released_;
  std::map<std::string, std::deque<std::uint32_t>> failures_;
  std::string hanging_;
  bool held_ = false;
  std::vector<std::string> made_;
  int token_ = 0;
};

[[nodiscard]] byte_buffer bytes_of(std::string_view text);

}  // namespace perfdata::test
