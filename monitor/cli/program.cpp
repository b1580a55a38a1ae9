#include "monitor/cli/program.hpp"

#include "monitor/cli/command_compare.hpp"
#include "monitor/cli/command_decode.hpp"
#include "monitor/cli/command_doctor.hpp"
#include "monitor/cli/command_explain.hpp"
#include "monitor/cli/command_list.hpp"
#include "monitor/cli/command_publish.hpp"
#include "monitor/cli/command_record.hpp"
#include "monitor/cli/command_registry.hpp"
#include "monitor/cli/command_relog.hpp"
#include "monitor/cli/command_run.hpp"
#include "monitor/cli/command_serve.hpp"
#include "monitor/cli/command_show.hpp"
#include "monitor/cli/command_watch.hpp"
#include "monitor/cli/printable.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace perfdata::cli {
namespace {

constexpr const char* examples =
    R"(Counter paths are \\host\Object(parent/instance#index)\Counter, with * wildcards, English or by
index; quote them, or the shell takes the backslashes:
  perfdata list processor
  perfdata show '\Processor(*)\% Processor Time' '\238(_Total)\6'
  perfdata watch '\Memory\Available Bytes' -i 0.5 -f csv -o memory.csv
  perfdata --host server --user 'CORP\reader' show '\System\*'
  perfdata record -o week.perfdata -i 5
  perfdata watch --file week.perfdata '\System\Processes' --at 2026-11-23T03:12:01Z
  perfdata run '\Memory\Available Bytes' -r 7 -o new.json -- make test
  perfdata compare base.json new.json --fail-on '\Command\Elapsed Time +10%'
  perfdata decode block.bin --json)";

// Only the name of an option: what follows it may be a password that somebody typed where it does not belong.
std::string option_name(std::string_view argument) {
  return printable(argument.substr(0, argument.find('=')));
}

}  // namespace

program::program()
    : app_(std::make_unique<CLI::App>("Windows performance counters, of this machine, another or a file",
                                      "perfdata")) {
  app_->set_version_flag("--version", "perfdata " PERFDATA_VERSION);
  app_->set_help_flag("-h,--help", "this text, or a command's");
  app_->allow_windows_style_options(false);  // one contract everywhere: "/a/b" is a path
  app_->fallthrough();
  app_->require_subcommand(1, 1);
  app_->footer(examples);
  sources_.setup(*app_);
  add<command_list>();
  add<command_show>();
  add<command_watch>();
  add<command_record>();
  add<command_decode>();
  add<command_explain>();
  add<command_registry>();
  add<command_doctor>();
  add<command_publish>();
  add<command_serve>();
  add<command_relog>();
  add<command_run>();
  add<command_compare>();
}

program::~program() = default;

template <class Command>
void program::add() {
  auto work = std::make_unique<Command>();
  CLI::App& arguments = work->setup(*app_);
  const std::string own = arguments.get_footer() == app_->get_footer() ? "" : arguments.get_footer() + "\n\n";
  arguments.footer(own + "The options that say where the counters come from stand in: perfdata --help");
  commands_.push_back({&arguments, std::move(work)});
}

// CLI11 has no way to tell "run PATH -- COMMAND" from more PATHs.
std::optional<program::ending> program::parse(std::vector<std::string> arguments) {
  arguments = with_kerberos_last(std::move(arguments));
  const auto dashes = std::ranges::find(arguments, "--");
  if (dashes != arguments.end() && std::find(arguments.begin(), dashes, "run") != dashes) {
    if (auto ended = parse_whole({arguments.begin(), dashes})) return ended;
    if (chosen()->take_words({dashes + 1, arguments.end()})) return std::nullopt;
  }
  return parse_whole(std::move(arguments));
}

command* program::chosen() const {
  const auto found =
      std::ranges::find_if(commands_, [](const entry& known) { return known.arguments->parsed(); });
  return found != commands_.end() ? found->work.get() : nullptr;
}

std::optional<program::ending> program::parse_whole(std::vector<std::string> arguments) {
  const std::vector<std::string> as_typed = arguments;
  std::ranges::reverse(arguments);
  try {
    app_->parse(std::move(arguments));
    return std::nullopt;
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    std::ostringstream unused;
    app_->exit(asked, text, unused);
    return ending{exit_code::done, text.str()};
  } catch (const CLI::ExtrasError&) {
    return no_such_command(as_typed);
  } catch (const CLI::RequiredError& missing) {
    if (app_->get_subcommands().empty()) return no_such_command(as_typed);
    if (const auto inner = no_such_inner_command()) return *inner;
    return wrong_usage(missing.what(), {});
  } catch (const CLI::ParseError& wrong) {
    return wrong_usage(wrong.what(), {});
  }
}

program::ending program::no_such_command(const std::vector<std::string>& as_typed) const {
  const auto extras = app_->remaining(true);
  const std::string first = extras.empty() ? std::string{} : option_name(extras.front());
  if (first.starts_with("--pass"))
    return wrong_usage("a password is never an argument",
                       "--password-file PATH, the variable PERFDATA_PASSWORD_FILE, or the prompt");
  if (!app_->get_subcommands().empty())
    return wrong_usage(first.starts_with('-') ? fmt::format("there is no option {}", first)
                                              : fmt::format("\"{}\" is one argument too many", first),
                       {});
  std::vector<std::string> names;
  for (const auto& known : commands_) names.push_back(known.arguments->get_name());
  const auto list = fmt::format("one of: {}", fmt::join(names, ", "));
  if (as_typed.empty() || first.empty()) return wrong_usage("a command is missing", list);
  if (first.starts_with('-')) return wrong_usage(fmt::format("there is no option {}", first), {});
  return wrong_usage(fmt::format("there is no command \"{}\"", first), list);
}

std::optional<program::ending> program::no_such_inner_command() const {
  const CLI::App& outer = *app_->get_subcommands().front();
  const auto known = outer.get_subcommands([](const CLI::App*) { return true; });
  if (known.empty() || !outer.get_subcommands().empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const auto* each : known) names.push_back(each->get_name());
  const auto extras = app_->remaining(true);
  const auto what = extras.empty() ? fmt::format("what {} is to do is missing", outer.get_name())
                                   : fmt::format("there is no command \"{} {}\"", outer.get_name(),
                                                 option_name(extras.front()));
  return wrong_usage(what, fmt::format("one of: {}", fmt::join(names, ", ")));
}

program::ending program::wrong_usage(const std::string& message, const std::string& advice) const {
  const auto chosen = app_->get_subcommands();
  const std::string help =
      chosen.empty() ? "perfdata --help" : fmt::format("perfdata {} --help", chosen.front()->get_name());
  return {exit_code::usage, fmt::format("perfdata: {}\n  try: {}\n", printable(message),
                                        advice.empty() ? help : printable(advice))};
}

exit_code program::run() {
  auto* const work = chosen();
  return work != nullptr ? work->run(sources_) : exit_code::usage;
}

}  // namespace perfdata::cli
