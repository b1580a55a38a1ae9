#include "monitor/core/recent_hosts.hpp"

#include "monitor/core/user_folders.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <perfdata/base/ascii.hpp>

namespace perfdata::monitor {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{64} * 1024;
constexpr std::size_t longest_line = 600;  // a DNS name and an account

bool is_printable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

recent_hosts recent_hosts::read(const fs::path& file) {
  recent_hosts hosts;
  std::ifstream in(file, std::ios::binary);
  std::string text(most_bytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  for (std::string_view rest = text; !rest.empty() && hosts.list_.size() < most;) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto tab = std::min(line.find('\t'), line.size());
    const auto user = line.substr(std::min(tab + 1, line.size()));
    if (tab == 0 || line.size() > longest_line || !is_printable(line.substr(0, tab)) || !is_printable(user))
      continue;
    hosts.list_.push_back({std::string(line.substr(0, tab)), std::string(user)});
  }
  return hosts;
}

void recent_hosts::add(recent_host host) {
  if (host.address.empty() || !is_printable(host.address) || !is_printable(host.user)) return;
  std::erase_if(list_, [&](const auto& each) { return equals_ignoring_case(each.address, host.address); });
  list_.insert(list_.begin(), std::move(host));
  if (list_.size() > most) list_.resize(most);
}

void recent_hosts::write(const fs::path& file) const {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  for (const auto& each : list_) out << each.address << '\t' << each.user << '\n';
  out.close();
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
}

fs::path recent_hosts_file() {
  const auto folder = state_folder();
  return folder.empty() ? folder : folder / "recent-hosts";
}

}  // namespace perfdata::monitor
