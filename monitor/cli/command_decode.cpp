#include "monitor/cli/command_decode.hpp"

#include "monitor/cli/block_output.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/source_arguments.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>

#include <perfdata/recording/whole_file.hpp>

namespace perfdata::cli {
namespace {

result<byte_buffer> read_input(const std::string& file) {
  return file == "-" ? read_whole_stream(stdin, "standard input") : read_whole_file(file);
}

result<title_table> read_title_file(const std::string& file) {
  if (file.empty()) return title_table{};
  const auto bytes = read_whole_file(file);
  if (!bytes) return failure(bytes.error());
  auto names = title_table::parse_saved(*bytes);
  if (!names)
    names.error().advice =
        "give \"Counter 009\" as the registry gave it, lines of index and name, or a PerfStringBackup.INI";
  return names;
}

error not_a_block(error why) {
  if (why.advice.empty())
    why.advice =
        "give what RegQueryValueEx(HKEY_PERFORMANCE_DATA) answered, whole; recordings and logs are read by "
        "perfdata list --file";
  return why;
}

void note_defects(const data_block& block) {
  // What a server hands out with ERROR_MORE_DATA: a sound header that states nothing.
  if (block.total_byte_length() == 0 && block.stated_objects() == 0)
    note("the block states no length and no objects: it was asked for with a buffer that was too small");
  const std::size_t listed = block.defects().size();
  if (listed == 0) return;
  note(fmt::format("the block has {} {}, the first: {}", listed + block.defects_omitted(),
                   listed == 1 ? "defect" : "defects", block.defects().front().message()));
  if (block.defects_omitted() != 0) note(fmt::format("only the first {} defects are listed", listed));
}

}  // namespace

CLI::App& command_decode::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("decode", "a raw block, whole");
  arguments
      .add_option("FILE", file_, "what RegQueryValueEx(HKEY_PERFORMANCE_DATA) answered; - is standard input")
      ->required();
  arguments
      .add_option("--names", names_file_,
                  "title table: \"Counter 009\" as the registry gave it, index<TAB>name lines, or a "
                  "PerfStringBackup.INI")
      ->type_name("FILE");
  auto* json = arguments.add_flag("--json", json_, "one JSON object");
  arguments.add_flag("--map", map_, "a label for every byte")->excludes(json);
  arguments.add_flag("--strict", strict_, "fail at the first defect instead of listing it");
  return arguments;
}

exit_code command_decode::run(const source_arguments& sources) {
  if (sources.names_source())
    return report(takes_no_source("decode reads FILE",
                                  "perfdata decode FILE; perfdata record keeps what a host answers"));
  const auto names = read_title_file(names_file_);
  if (!names) return report(names_file_, names.error());
  const auto bytes = read_input(file_);
  if (!bytes) return report(bytes.error());
  const auto block = strict_ ? data_block::parse_strict(*bytes) : data_block::parse(*bytes);
  if (!block) return report(file_ == "-" ? "standard input" : file_, not_a_block(block.error()));
  if (json_)
    fmt::print("{}\n", block_as_json(*block, *names));
  else if (map_)
    print_byte_map(stdout, *block, *names);
  else
    print_block(stdout, *block, *names);
  note_defects(*block);
  return exit_code::done;
}

}  // namespace perfdata::cli
