#include "monitor/fleet/read_config.hpp"

#include "monitor/fleet/config_table.hpp"
#include "monitor/fleet/http_url.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/whole_file.hpp>

namespace perfdata::fleet {
namespace {

void read_object(module_settings& settings, config_table* table, const std::string* text) {
  object_choice choice;
  if (text != nullptr) choice.object = *text;
  if (table != nullptr) {
    table->take("name", choice.object);
    table->take("counters", choice.counters);
    table->take("include", choice.include);
    table->take("exclude", choice.exclude);
    if (choice.object.empty()) table->fail("name", "is missing: the object's");
  }
  settings.objects.push_back(std::move(choice));
}

bool names_an_object_twice(const module_settings& settings) {
  for (auto at = settings.objects.begin(); at != settings.objects.end(); ++at)
    if (std::any_of(settings.objects.begin(), at, [&](const object_choice& other) {
          return equals_ignoring_case(other.object, at->object);
        }))
      return true;
  return false;
}

bool is_language(const std::string& text) {
  return (text.size() == 3 || text.size() == 4) &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

module_settings read_module(config_table& table, const fleet_config& config) {
  module_settings settings;
  table.take_list("objects",
                  [&](config_table* inner, const std::string* text) { read_object(settings, inner, text); });
  table.take("credentials", settings.credentials);
  table.take("language", settings.language);
  table.take_seconds("period", settings.period, 0.1, 86400);
  table.take_seconds("timeout", settings.timeout, 0.1, 600);
  table.take("cooked", settings.cooked);
  table.take("totals", settings.totals);
  std::uint64_t series = settings.max_series;
  table.take_count("max_series", series, 1, 10'000'000);
  settings.max_series = series;
  if (const auto protection = table.take_choice("protection", {"privacy", "integrity", "connect"}))
    settings.protection =
        std::array{protection::privacy, protection::integrity, protection::connect}[*protection];
  if (const auto names = table.take_choice("names", {"perfdata", "windows_exporter"}))
    settings.naming = std::array{naming::perfdata, naming::windows_exporter}[*names];
  if (!settings.credentials.empty() && !config.accounts.contains(settings.credentials))
    table.fail("credentials",
               fmt::format("names no table: there is no [credentials.{}]", settings.credentials));
  if (settings.credentials.empty() && config.accounts.contains("default")) settings.credentials = "default";
  if (!is_language(settings.language)) table.fail("language", "is three or four hex digits, e.g. \"009\"");
  if (settings.objects.empty()) table.fail("objects", "is missing: what to ask for");
  if (names_an_object_twice(settings)) table.fail("objects", "names an object twice");
  return settings;
}

account read_account(config_table& table) {
  account who;
  table.take("user", who.user);
  table.take("password_file", who.password_file);
  table.take("keytab", who.keytab);
  table.take("kerberos_cache", who.kerberos_cache);
  table.take("kerberos", who.kerberos);
  std::string never;
  table.take("password", never);
  if (!never.empty()) table.fail("password", "is never written here: name a password_file");
  who.kerberos = who.kerberos || !who.kerberos_cache.empty();
  const int ways = !who.password_file.empty() + !who.keytab.empty() + who.kerberos;
  if (ways != 1) table.fail("", "needs one of password_file, keytab, kerberos and kerberos_cache");
  if (who.user.empty() && !who.kerberos) table.fail("user", "is missing");
  return who;
}

void read_server(config_table& table, fleet_config& config) {
  auto& server = config.server;
  table.take("listen", server.listen);
  table.take("certificate", server.certificate);
  table.take("key", server.key);
  table.take("basic_auth_file", server.basic_auth_file);
  std::uint64_t connections = server.max_connections;
  table.take_count("max_connections", connections, 1, 100'000);
  server.max_connections = connections;
  if (server.certificate.empty() != server.key.empty()) table.fail("certificate", "and key go together");
}

void read_push(config_table& table, fleet_config& config) {
  auto& push = config.push;
  push.module = "default";
  table.take("url", push.url);
  table.take("targets", push.targets);
  table.take("module", push.module);
  table.take("queue", push.queue);
  table.take_count("max_bytes", push.max_bytes, 1U << 16U, std::uint64_t{1} << 40U);
  table.take("headers_file", push.headers_file);
  if (!http_url::parse(push.url)) table.fail("url", "is http://HOST:PORT/PATH or https, without a password");
  if (push.queue.empty()) table.fail("queue", "is missing: a folder for what could not be sent yet");
}

void read_all(config_table& root, fleet_config& config) {
  root.take_table("server", [&](config_table& table) { read_server(table, config); });
  root.take_tables("credentials", [&](const std::string& name, config_table& table) {
    config.accounts[name] = read_account(table);
  });
  root.take_tables("modules", [&](const std::string& name, config_table& table) {
    config.modules[name] = read_module(table, config);
  });
  if (!config.modules.contains("default")) {
    auto made = default_module();
    if (config.accounts.contains("default")) made.credentials = "default";
    config.modules["default"] = std::move(made);
  }
  root.take("targets", config.targets);
  std::uint64_t most = config.max_targets;
  root.take_count("max_targets", most, 1, 1'000'000);
  config.max_targets = most;
  root.take("local_module", config.local_module);
  if (!config.local_module.empty() && !config.modules.contains(config.local_module))
    root.fail("local_module", "names no module");
  root.take_table("push", [&](config_table& table) { read_push(table, config); });
  if (!config.push.url.empty() && !config.modules.contains(config.push.module))
    root.fail("push", fmt::format("names a module that is not there: {}", config.push.module));
  // What is pushed is asked for.
  config.targets.insert(config.targets.end(), config.push.targets.begin(), config.push.targets.end());
  root.finish();
}

// Debian's library throws.
result<toml::table> parse_toml(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& wrong) {
    return failure({.code = errc::invalid_argument,
                    .message = fmt::format("line {}: {}", wrong.source().begin.line, wrong.description()),
                    .advice = "TOML is described at https://toml.io"});
  }
}

}  // namespace

result<fleet_config> parse_config(std::string_view text) {
  if (text.size() > max_config_size)
    return failure({.code = errc::too_large, .message = "the configuration is larger than 1 MiB"});
  const auto parsed = parse_toml(text);
  if (!parsed) return failure(parsed.error());
  std::optional<error> problem;
  fleet_config config;
  config_table root(*parsed, "", problem);
  read_all(root, config);
  if (problem) {
    problem->advice = "samples/fleet/fleet.toml shows every key";
    return failure(*std::move(problem));
  }
  return config;
}

result<fleet_config> read_config(const std::string& path) {
  const auto bytes = read_whole_file(path, max_config_size);
  if (!bytes) return failure(bytes.error());
  std::string text;
  text.reserve(bytes->size());
  for (const auto b : *bytes) text.push_back(std::to_integer<char>(b));
  auto config = parse_config(text);
  if (!config) config.error().message = fmt::format("{}: {}", path, config.error().message);
  return config;
}

}  // namespace perfdata::fleet
