#include "tests/windows/fake_calls.hpp"

#include <algorithm>

#include <perfdata/base/ascii.hpp>

namespace perfdata::test {
namespace {

constexpr std::uint32_t file_not_found = 2;
constexpr std::uint32_t more_data = 234;
constexpr std::uint32_t no_more_items = 259;

fake_key& key_of(win32::key_handle handle) {
  return *static_cast<fake_key*>(handle);
}

}  // namespace

byte_buffer bytes_of(std::string_view text) {
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

void fake_calls::fail(const std::string& function, std::deque<std::uint32_t> codes) {
  const std::lock_guard lock(mutex_);
  failures_[function] = std::move(codes);
}

void fake_calls::hang(const std::string& function) {
  const std::lock_guard lock(mutex_);
  hanging_ = function;
  held_ = true;
}

void fake_calls::release() {
  const std::lock_guard lock(mutex_);
  held_ = false;
  released_.notify_all();
}

std::vector<std::string> fake_calls::made() const {
  const std::lock_guard lock(mutex_);
  return made_;
}

std::size_t fake_calls::count(const std::string& call) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::ranges::count_if(made_, [&](const std::string& one) { return one.starts_with(call); }));
}

std::uint32_t fake_calls::begin(const std::string& function, const std::string& argument) {
  std::unique_lock lock(mutex_);
  made_.push_back(argument.empty() ? function : function + " " + argument);
  if (hanging_ == function) {
    hanging_.clear();
    released_.wait(lock, [&] { return !held_; });
  }
  auto& codes = failures_[function];
  if (codes.empty()) return 0;
  const std::uint32_t code = codes.front();
  codes.pop_front();
  return code;
}

std::uint32_t fake_calls::answer(const registry_value& value, win32::value_room& room) const {
  room.type = static_cast<std::uint32_t>(value.type);
  const std::size_t fitting = std::min(value.data.size(), room.bytes.size());
  const bool fits = fitting == value.data.size();
  if (!fits && !cuts_and_calls_it_success) {
    room.size = size_with_more_data;
    return more_data;
  }
  std::copy_n(value.data.begin(), fitting, room.bytes.begin());
  room.size = static_cast<std::uint32_t>(fitting);
  return 0;
}

fake_calls::key_handle fake_calls::predefined(predefined_key) const noexcept {
  return const_cast<fake_key*>(&root);
}

std::uint32_t fake_calls::connect_registry(const std::string& machine, predefined_key key,
                                           key_handle& opened) {
  const auto code = begin("connect", machine + " " + std::string(to_string(key)));
  opened = code == 0 ? &root : nullptr;
  return code;
}

std::uint32_t fake_calls::open_key(key_handle key, const std::string& path, key_handle& opened) {
  if (const auto code = begin("open", path); code != 0) return code;
  fake_key* at = &key_of(key);
  for (std::size_t from = 0; from < path.size();) {
    const std::size_t end = std::min(path.find('\\', from), path.size());
    const auto next = at->subkeys.find(path.substr(from, end - from));
    if (next == at->subkeys.end()) return file_not_found;
    at = next->second.get();
    from = end + 1;
  }
  opened = at;
  return 0;
}

std::uint32_t fake_calls::query_value(key_handle key, const std::string& name, win32::value_room& room) {
  if (const auto code = begin("query", name); code != 0) return code;
  for (const auto& value : key_of(key).values)
    if (equals_ignoring_case(value.name, name)) return answer(value, room);
  return file_not_found;
}

std::uint32_t fake_calls::enum_key(key_handle key, std::uint32_t index, std::string& name) {
  if (const auto code = begin("enum key"); code != 0) return code;
  if (index >= key_of(key).subkeys.size()) return no_more_items;
  name = std::next(key_of(key).subkeys.begin(), index)->first;
  return 0;
}

std::uint32_t fake_calls::enum_value(key_handle key, std::uint32_t index, std::string& name,
                                     win32::value_room& room) {
  if (const auto code = begin("enum value"); code != 0) return code;
  if (index >= key_of(key).values.size()) return no_more_items;
  name = key_of(key).values[index].name;
  return answer(key_of(key).values[index], room);
}

std::uint32_t fake_calls::query_info(key_handle key, registry_key_info& info) {
  if (const auto code = begin("info"); code != 0) return code;
  info.subkeys = static_cast<std::uint32_t>(key_of(key).subkeys.size());
  info.values = static_cast<std::uint32_t>(key_of(key).values.size());
  return 0;
}

std::uint32_t fake_calls::close_key(key_handle) {
  return begin("close");
}

std::uint32_t fake_calls::log_on(const password_credentials& who, win32::token_handle& token) {
  const auto code = begin("log on", who.domain + "\\" + who.user);
  token = code == 0 ? &token_ : nullptr;
  return code;
}

std::uint32_t fake_calls::impersonate(win32::token_handle) {
  return begin("impersonate");
}

std::uint32_t fake_calls::revert() {
  return begin("revert");
}

void fake_calls::close_token(win32::token_handle) {
  (void)begin("close token");
}

std::uint32_t fake_calls::add_connection(const std::string& share, const password_credentials& who) {
  return begin("add connection", share + " " + who.user);
}

std::uint32_t fake_calls::cancel_connection(const std::string& share) {
  return begin("cancel connection", share);
}

std::uint32_t fake_calls::start_service(const std::string& machine, const std::string& service) {
  return begin("start service", machine + " " + service);
}

}  // namespace perfdata::test
