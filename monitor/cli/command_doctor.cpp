#include "monitor/cli/command_doctor.hpp"

#include "monitor/cli/diagnosis_json.hpp"
#include "monitor/cli/diagnosis_text.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/terminal.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

constexpr std::size_t width_of_a_file = 100;

text_style style_of_output() {
  const bool terminal = is_terminal(stdout);
  return {.width = terminal ? size_of_terminal(stdout).columns : width_of_a_file,
          .color = terminal && std::getenv("NO_COLOR") == nullptr};
}

void print(const std::string& text) {
  fmt::print("{}", text);
  std::fflush(stdout);
}

bool examine_as_text(const source_options& options) {
  diagnosis_text text(style_of_output());
  print(text.heading(label_of(options.place)));
  const auto found = diagnose(
      options, [&](const diagnosis_step& step) { print(text.step(step)); },
      [&](const diagnosed_object& object) { print(text.object(object)); });
  print(text.verdict(found));
  return found.well();
}

bool examine_as_json(const source_options& options) {
  const auto found = diagnose(options, {}, {});
  print(diagnosis_as_json(found) + '\n');
  return found.well();
}

}  // namespace

CLI::App& command_doctor::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("doctor", "every step to a machine's counters, and what to mend");
  arguments.add_flag("--json", json_,
                     "one JSON object a machine: its steps, each with state, milliseconds and error, and "
                     "its objects");
  return arguments;
}

exit_code command_doctor::run(const source_arguments& as_typed) {
  if (as_typed.is_file())
    return report({.code = errc::invalid_argument,
                   .message = "a file needs no doctor",
                   .advice = "perfdata decode shows what is wrong with its bytes"});
  const auto sources = with_password(as_typed);
  if (!sources) return report(sources.error());
  bool well = true;
  for (const auto& options : sources->places())
    well = (json_ ? examine_as_json(options) : examine_as_text(options)) && well;
  return well ? exit_code::done : exit_code::failed;
}

}  // namespace perfdata::cli
