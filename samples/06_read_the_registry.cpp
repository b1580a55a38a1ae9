// 6. Read the registry: RegConnectRegistryW, RegQueryValueExW and RegCloseKey, from any system. Without a
// machine it is this computer's, which on Linux has the performance keys. Links perfdata::remote where the
// build has it.
//
//    06_read_the_registry PATH VALUE [USER PASSWORD-FILE]
//    06_read_the_registry '\\server\HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion' ProductName reader
//    secret.txt 06_read_the_registry HKPD 'Counter 009'
#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/connect.hpp>
#include <perfdata/registry/registry_path.hpp>

namespace {

int give_up(const perfdata::error& failed) {
  fmt::print(stderr, "{}\n{}\n", failed.message, failed.advice);
  const auto text = perfdata::system_message(failed);  // what FormatMessage says on Windows
  if (!text.empty()) fmt::print(stderr, "Windows' own words: {}\n", text);
  return 1;
}

// The first line of a file that only you can read: a password is never an argument.
perfdata::secret read_password(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  perfdata::secret password(line);
  std::ranges::fill(line, '\0');
  return password;
}

struct printer {
  void operator()(const std::string& text) const { fmt::print("{}\n", text); }
  void operator()(std::uint64_t number) const { fmt::print("{}\n", number); }
  void operator()(const perfdata::byte_buffer& bytes) const { fmt::print("{} bytes\n", bytes.size()); }
  void operator()(const std::vector<std::string>& list) const {
    for (const auto& item : list) fmt::print("{}\n", item);
  }
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 && count != 5) {
    fmt::print(stderr, "usage: 06_read_the_registry PATH VALUE [USER PASSWORD-FILE]\n");
    return 2;
  }
  const auto path = perfdata::registry_path::parse(arguments[1]);
  if (!path) return give_up(path.error());
  perfdata::credentials who = perfdata::anonymous_credentials{};
  if (count == 5)
    who = perfdata::password_credentials{.user = arguments[3], .password = read_password(arguments[4])};

  auto root = perfdata::connect(path->machine, path->root, who, {.timeout = std::chrono::seconds(5)});
  if (!root) return give_up(root.error());
  auto key = path->subkey.empty() ? std::move(root) : root->open_subkey(path->subkey);
  if (!key) return give_up(key.error());  // the root's handle closes by itself, the subkey stays open
  const auto value = key->query_value(arguments[2]);
  if (!value) return give_up(value.error());
  fmt::print("{} {}, {} bytes:\n", to_string(value->type), value->name, value->data.size());
  const auto meaning = value->decode();
  if (!meaning) return give_up(meaning.error());
  std::visit(printer{}, *meaning);
  const auto closed = key->close();  // leave it out where nobody asks how that went
  return closed ? 0 : give_up(closed.error());
}
