#include "monitor/cli/command_list.hpp"

#include "monitor/cli/catalog_output.hpp"
#include "monitor/cli/log_place.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/report.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

std::string check_language(const std::string& text) {
  const bool digits = text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  return digits && (text.size() == 3 || text.size() == 4)
             ? ""
             : "a language is three or four hex digits, e.g. 009 for English";
}

}  // namespace

CLI::App& command_list::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("list", "what a source offers");
  auto* each = arguments.add_flag("--instances", instances_, "one path for each instance of the moment");
  arguments.add_flag("--paths", paths_, "paths only, one a line")->excludes(each);
  arguments.add_flag("--json", json_, "one JSON object a source, with indexes, types and help texts");
  arguments.add_option("--lang", language_, "the language of the names, in hex")
      ->type_name("LANGUAGE")
      ->check(check_language)
      ->capture_default_str();
  arguments.add_option("FILTER", filter_,
                       "part of an object's name or of a path; with * a wildcard for the whole");
  return arguments;
}

result<catalog> command_list::catalog_of(const source_options& options) const {
  if (const auto* file = std::get_if<file_place>(&options.place);
      file != nullptr && is_counter_log(file->path))
    return log_catalog(file->path);
  const auto place = open_with_names(options, language_);
  if (!place) return failure(place.error());
  return read_catalog(*place->source, place->names);
}

exit_code command_list::run(const source_arguments& as_typed) {
  const auto sources = with_password(as_typed);
  if (!sources) return report(sources.error());
  exit_code code = exit_code::done;
  bool any = false;
  const auto places = sources->places();
  const bool several = places.size() > 1;
  for (const auto& options : places) {
    auto offered = catalog_of(options);
    if (!offered) {
      code = worse(code, report(label_of(options.place), offered.error()));
      continue;
    }
    keep_matching(*offered, filter_);
    any = any || !offered->objects.empty();
    const std::string machine = several || !sources->hosts.empty() ? offered->machine : std::string{};
    if (json_)
      fmt::print("{}\n", catalog_as_json(*offered));
    else if (paths_ || instances_)
      print_paths(stdout, *offered, machine, instances_);
    else
      print_objects(stdout, *offered, machine);
    for (const auto& found : offered->defects)
      note(fmt::format("{}: {}", label_of(options.place), found.message()));
  }
  if (code == exit_code::done && !any) {
    code = filter_.empty() ? report({.code = errc::not_found,
                                     .message = "the source offers no objects",
                                     .advice = "perfdata doctor tells why"})
                           : report({.code = errc::not_found,
                                     .message = fmt::format("nothing matches \"{}\"", filter_),
                                     .advice = "list everything: perfdata list"});
  }
  return code;
}

}  // namespace perfdata::cli
