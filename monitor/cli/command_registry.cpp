#include "monitor/cli/command_registry.hpp"

#include "monitor/cli/registry_output.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/source_arguments.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <perfdata/registry/connect.hpp>

namespace perfdata::cli {
namespace {

constexpr const char* examples =
    R"(  perfdata registry ls '\\server\HKLM\SOFTWARE' --user 'CORP\reader'
  perfdata registry get '\\server\HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion' ProductName
  perfdata registry get HKPD 'Counter 009'
The options that say who logs on stand in: perfdata --help)";

constexpr const char* path_help =
    R"(a key, in quotes: '\\HOST\HKLM\SOFTWARE\Vendor'; roots are HKLM, HKU, HKPD, HKPT and HKPN)";

error not_a_registry(std::string_view option) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("{} does not go with a registry path", option),
          .advice = R"(name one machine, in the path: '\\HOST\HKLM\SOFTWARE')"};
}

/// The path as typed; one without a machine is of the one that --host names.
result<registry_path> whole_path(const std::string& typed, const source_arguments& sources) {
  auto path = registry_path::parse(typed);
  if (!path) return path;
  if (sources.is_file()) return failure(not_a_registry("--file"));
  if (sources.hosts.empty() || path->machine) return path;
  if (sources.hosts.size() > 1) return failure(not_a_registry("more than one --host"));
  auto machine = machine_address::parse(sources.hosts.front());
  if (!machine) return failure(machine.error());
  path->machine = *std::move(machine);
  return path;
}

result<registry_key> open_root(const registry_path& path, const source_arguments& sources) {
  if (!path.machine || !is_connectable(path.root))
    return connect(path.machine, path.root, caller_credentials{});
  const auto options = sources.for_place(host_place{path.machine->to_string()});
  const auto who = find_credentials(options);
  if (!who) return failure(who.error());
  return connect(path.machine, path.root, *who,
                 {.protection = options.protection,
                  .timeout = options.timeout,
                  .start_service = options.start_service,
                  .on_service_started = options.on_service_started});
}

result<registry_key> open_key(const registry_path& path, const source_arguments& sources) {
  auto root = open_root(path, sources);
  if (!root || path.subkey.empty()) return root;
  return root->open_subkey(path.subkey);
}

}  // namespace

CLI::App& command_registry::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("registry", "keys and values of a registry, read only");
  arguments.require_subcommand(1, 1);
  list_ = arguments.add_subcommand("ls", "the subkeys of a key");
  list_->add_option("PATH", path_, path_help)->required();
  list_->add_flag("--values", values_, "its values too");
  list_->add_flag("--json", json_, "one JSON object");
  auto* get = arguments.add_subcommand("get", "one value of a key");
  get->add_option("PATH", path_, path_help)->required();
  get->add_option("VALUE", value_, "its name, which may hold backslashes; left out: the default value");
  get->add_flag("--json", json_, "one JSON object");
  for (auto* each : {list_, get}) each->footer(examples);
  return arguments;
}

exit_code command_registry::run(const source_arguments& as_typed) {
  const auto path = whole_path(path_, as_typed);
  if (!path) return report(path.error());
  auto key = open_key(*path, as_typed);
  if (!key) return report(key.error());
  return list_->parsed() ? list(*key, *path) : get(*key, *path);
}

exit_code command_registry::list(registry_key& key, const registry_path& path) const {
  key_listing listing{.path = path.to_string()};
  if (is_performance_key(path.root)) {
    if (!values_) note(fmt::format("{} has no subkeys; --values shows its values", to_string(path.root)));
  } else {
    auto subkeys = key.subkeys();
    if (!subkeys) return report(subkeys.error());
    listing.subkeys = *std::move(subkeys);
  }
  if (values_) {
    auto values = key.values();
    if (!values) return report(values.error());
    listing.values = *std::move(values);
  }
  if (json_)
    fmt::print("{}\n", listing_as_json(listing));
  else
    print_listing(stdout, listing);
  return exit_code::done;
}

exit_code command_registry::get(registry_key& key, const registry_path& path) const {
  const auto value = key.query_value(value_);
  if (!value) return report(value.error());
  if (json_)
    fmt::print("{}\n", value_as_json(path.to_string(), *value));
  else
    print_value(stdout, *value);
  return exit_code::done;
}

}  // namespace perfdata::cli
