#include "monitor/core/source_options.hpp"

#include "monitor/core/open_remote.hpp"
#include "monitor/core/password.hpp"
#include "monitor/core/present_logon.hpp"

#include <cstdlib>

#include <perfdata/collect/isolating_source.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/connection/this_machine.hpp>
#include <perfdata/connection/timeline.hpp>
#include <perfdata/recording/file_source.hpp>

namespace perfdata {
namespace {

result<std::unique_ptr<counter_source>> open_place(const this_machine_place&, const source_options&) {
  return open_this_machine();
}

result<std::unique_ptr<counter_source>> open_place(const file_place& file, const source_options&) {
  auto source = open_file_source(file.path, file.host);
  if (source && file.at)
    if (timeline* const moments = (*source)->recorded()) moments->seek(*file.at);
  return source;
}

result<std::unique_ptr<counter_source>> open_place(const host_place& host, const source_options& options) {
  const auto address = machine_address::parse(host.address);
  if (!address) return failure(address.error());
  return open_remote(*address, options);
}

credentials account(const source_options& options) {
  password_credentials found;
  const auto backslash = options.user.find('\\');
  found.user = backslash == std::string::npos ? options.user : options.user.substr(backslash + 1);
  if (backslash != std::string::npos) found.domain = options.user.substr(0, backslash);
  found.password = options.password.value_or(secret{});
  return found;
}

error contradiction() {
  return {.code = errc::invalid_argument,
          .message = "--user, --kerberos and --anonymous contradict each other",
          .advice = "give one of them"};
}

result<credentials> key_of(const source_options& options) {
  if (options.user.empty() || options.user.find('\\') != std::string::npos)
    return failure({.code = errc::invalid_argument,
                    .message = "a keytab goes with an account as Kerberos names it",
                    .advice = "give --user NAME or --user NAME@REALM"});
  return credentials{kerberos_keytab_credentials{.keytab = options.keytab, .principal = options.user}};
}

}  // namespace

result<void> find_password(source_options& options) {
  if (options.user.empty() || options.password || !options.keytab.empty()) return {};
  if (options.password_file.empty())
    if (const char* named = std::getenv("PERFDATA_PASSWORD_FILE")) options.password_file = named;
  auto password = options.password_file.empty() ? ask_for_password(options.user, options.ask_on_terminal)
                                                : read_password_file(options.password_file);
  if (!password) return failure(password.error());
  options.password = std::move(*password);
  return {};
}

result<credentials> find_credentials(source_options options) {
  const int ways = !options.user.empty() + options.kerberos_cache.has_value() + options.anonymous;
  if (ways > 1) return failure(contradiction());
  if (options.anonymous) return credentials{anonymous_credentials{}};
  if (!options.keytab.empty()) return key_of(options);
  if (options.kerberos_cache) return credentials{kerberos_credentials{*options.kerberos_cache}};
  if (!options.user.empty()) {
    if (auto found = find_password(options); !found) return failure(found.error());
    return account(options);
  }
  if (auto present = present_logon()) return *std::move(present);
  return failure({.code = errc::invalid_argument,
                  .message = "no account to log on with: no user was named and there is no Kerberos ticket",
                  .advice = R"(give --user [DOMAIN\]NAME, run kinit, or give --anonymous)"});
}

result<std::unique_ptr<counter_source>> open_source(const source_options& options) {
  auto opened = std::visit([&](const auto& place) { return open_place(place, options); }, options.place);
  if (!opened || std::holds_alternative<file_place>(options.place)) return opened;
  return isolate_objects(*std::move(opened));
}

}  // namespace perfdata
