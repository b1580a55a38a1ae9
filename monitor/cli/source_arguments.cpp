#include "monitor/cli/source_arguments.hpp"

#include "monitor/cli/report.hpp"
#include "monitor/cli/utc_text.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include <perfdata/base/ascii.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/recording/replay_source.hpp>

namespace perfdata::cli {
namespace {

constexpr const char* group = "Where the counters come from (default: this machine)";

std::string check_address(const std::string& text) {
  const auto address = machine_address::parse(text);
  return address ? std::string{} : address.error().message + "; " + address.error().advice;
}

std::string check_time(const std::string& text) {
  return parse_utc(text) ? std::string{} : "a time is written like 2026-11-23T03:12:01Z";
}

// Hosts of a recording are places of their own where it has several, or where they are asked for.
std::vector<file_place> file_places(const source_arguments& sources) {
  const auto at = parse_utc(sources.at);
  const auto recorded = recorded_hosts(sources.file);
  std::vector<file_place> places;
  for (const auto& host : sources.hosts) {
    const auto known = std::ranges::find_if(recorded, [&](const recorded_host& each) {
      return equals_ignoring_case(each.name, host) || equals_ignoring_case(each.machine, host);
    });
    places.push_back({sources.file, host, known == recorded.end() ? "" : known->machine, at});
  }
  if (places.empty() && recorded.size() > 1)
    for (const auto& host : recorded) places.push_back({sources.file, host.name, host.machine, at});
  if (places.empty()) places.push_back({.path = sources.file, .at = at});
  return places;
}

bool names_a_cache(std::string_view word) {
  if (word.empty() || word.starts_with('-') || word.starts_with('\\')) return false;
  const auto letters = std::ranges::find_if_not(word, [](char c) {
    const char small = to_lower_ascii(c);
    return small >= 'a' && small <= 'z';
  });
  const auto type = static_cast<std::size_t>(letters - word.begin());
  if (type > 1 && letters != word.end() && *letters == ':') return true;
  std::error_code absent;
  return word.find('/') != std::string_view::npos || std::filesystem::is_regular_file(word, absent);
}

protection protection_named(std::string_view name) {
  if (name == "integrity") return protection::integrity;
  return name == "connect" ? protection::connect : protection::privacy;
}

void add_place_options(CLI::App& program, source_arguments& into) {
  program
      .add_option("--host", into.hosts,
                  R"(another machine: \\NAME, NAME, IPv4 or [IPv6], each with :port; repeatable)")
      ->type_name("NAME")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->check(check_address)
      ->group(group);
  auto* recording = program
                        .add_option("--file", into.file,
                                    "a recording (--host then picks from its hosts), a raw block, or a log: "
                                    ".blg, PDH-CSV, PDH-TSV, SQLite, JSON lines")
                        ->type_name("PATH")
                        ->group(group);
  program
      .add_option("--at", into.at,
                  "where to begin in a recording or log: 2026-11-23T03:12:01Z, fractions too")
      ->type_name("TIME")
      ->needs(recording)
      ->check(check_time)
      ->group(group);
}

void add_logon_options(CLI::App& program, source_arguments& into) {
  auto* user = program.add_option("--user", into.logon.user, "account for --host; the password is asked for")
                   ->type_name("[DOMAIN\\]NAME")
                   ->group(group);
  auto* password =
      program
          .add_option("--password-file", into.logon.password_file,
                      "its first line is the password (or PERFDATA_PASSWORD_FILE names the file)")
          ->type_name("PATH")
          ->needs(user)
          ->group(group);
  program
      .add_option("--keytab", into.logon.keytab, "Kerberos with the key of --user NAME[@REALM] in this file")
      ->type_name("PATH")
      ->needs(user)
      ->excludes(password)
      ->group(group);
  auto* kerberos =
      program
          .add_option_function<std::string>(
              "--kerberos", [&into](const std::string& cache) { into.logon.kerberos_cache = cache; },
              "a Kerberos ticket, of the credential cache CCACHE or the current one")
          ->type_name("[CCACHE]")
          ->expected(0, 1)
          ->excludes(user)
          ->group(group);
  program.add_flag("--anonymous", into.logon.anonymous, "no account")
      ->excludes(user)
      ->excludes(kerberos)
      ->group(group);
}

void add_connection_options(CLI::App& program, source_arguments& into) {
  program.add_option("--protect", into.protection, "what the connection must give; never weakened by itself")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"privacy", "integrity", "connect"}))
      ->capture_default_str()
      ->group(group);
  program
      .add_flag(
          "--start-service", into.logon.start_service,
          "start the Remote Registry service of --host when it is stopped; a disabled one is only reported")
      ->group(group);
  program.add_option("--timeout", into.timeout_seconds, "for connecting, and for each query after it")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.1, 3600.0))
      ->capture_default_str()
      ->group(group);
}

}  // namespace

void source_arguments::setup(CLI::App& program) {
  add_place_options(program, *this);
  add_logon_options(program, *this);
  add_connection_options(program, *this);
}

error takes_no_source(std::string_view reads, std::string advice) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("{}, and neither --host nor --file", reads),
          .advice = std::move(advice)};
}

std::vector<std::string> with_kerberos_last(std::vector<std::string> arguments) {
  const auto dashes = std::ranges::find(arguments, "--");
  const auto option = std::find(arguments.begin(), dashes, "--kerberos");
  if (option == dashes) return arguments;
  const auto next = option + 1;
  if (next != dashes && !names_a_cache(*next)) std::rotate(option, next, dashes);
  return arguments;
}

source_options source_arguments::for_place(source_place place) const {
  source_options options = logon;
  options.place = std::move(place);
  options.protection = protection_named(protection);
  options.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(timeout_seconds * 1000));
  options.ask_on_terminal = true;
  options.on_service_started = [](std::string_view machine) {
    note(fmt::format("started the Remote Registry service on {}", machine));
  };
  return options;
}

std::vector<source_options> source_arguments::places() const {
  std::vector<source_options> all;
  if (is_file()) {
    for (auto& place : file_places(*this)) all.push_back(for_place(std::move(place)));
    return all;
  }
  if (hosts.empty()) return {for_place(this_machine_place{})};
  for (const auto& host : hosts) all.push_back(for_place(host_place{host}));
  return all;
}

}  // namespace perfdata::cli
