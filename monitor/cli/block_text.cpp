#include "monitor/cli/block_output.hpp"
#include "monitor/cli/printable.hpp"

#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/view/byte_map.hpp>

namespace perfdata::cli {
namespace {

std::string quoted_name(const title_table& names, std::uint32_t index) {
  const auto name = names.find(index);
  return name.empty() ? std::string{} : fmt::format(" \"{}\"", printable(name));
}

std::string type_name(counter_type type) {
  const auto* known = find_counter_type(type);
  return known != nullptr ? std::string(known->name) : fmt::format("0x{:08x}", code(type));
}

std::string instance_count(const object_type& object) {
  switch (const auto stated = object.stated_instances()) {
    case wire::no_instances: return "no instances";
    case wire::metadata_multiple_instances: return "metadata only, with instances";
    case wire::metadata_no_instances: return "metadata only, without instances";
    case 1: return "1 instance";
    default: return fmt::format("{} instances", stated);
  }
}

std::string value_text(const instance_definition& instance, const counter_definition& counter) {
  if (is_number(counter)) {
    const auto value = instance.value(counter);
    return value ? fmt::to_string(*value) : "not in the block";
  }
  const byte_view bytes = instance.value_bytes(counter);
  return bytes.empty() ? "none" : "hex " + hex_digits(bytes);
}

void print_header(std::FILE* out, const data_block& block) {
  fmt::print(out, "System name        {}\n", printable(to_utf8(block.system_name())));
  fmt::print(out, "System time        {}\n", iso_time(block.system_time()));
  fmt::print(out, "Version            {}.{}, {}\n", block.version(), block.revision(),
             block.little_endian() ? "little-endian" : "big-endian");
  fmt::print(out, "Total byte length  {} (header {}, {} bytes read)\n", block.total_byte_length(),
             block.header_length(), block.bytes().size());
  fmt::print(out, "PerfTime           {} at {} a second\n", block.perf_time(), block.perf_freq());
  fmt::print(out, "PerfTime100nSec    {}\n", block.perf_time_100ns());
  fmt::print(out, "Default object     {}\n", block.default_object());
  fmt::print(out, "Objects            {}\n", block.stated_objects());
}

void print_object(std::FILE* out, const object_type& object, const title_table& names) {
  fmt::print(out, "\nObject {}{} at 0x{:x}, {} bytes: {}, help {}, detail level {}, default counter {}\n",
             object.title_index(), quoted_name(names, object.title_index()), object.offset(),
             object.bytes().size(), instance_count(object), object.help_index(), object.detail_level(),
             object.default_counter());
  if (object.perf_freq() != 0 || object.perf_time() != 0)
    fmt::print(out, "  PerfTime {} at {} a second\n", object.perf_time(), object.perf_freq());
  if (object.code_page() != 0) fmt::print(out, "  Code page {}\n", object.code_page());
  for (const counter_definition counter : object.counters())
    fmt::print(out, "  Counter {}{}: {}, help {}, scale {}, detail level {}, {} bytes at {}\n",
               counter.title_index(), quoted_name(names, counter.title_index()), type_name(counter.type()),
               counter.help_index(), counter.default_scale(), counter.detail_level(), counter.size(),
               counter.offset());
}

void print_instance(std::FILE* out, const object_type& object, const instance_definition& instance,
                    const title_table& names) {
  if (instance.has_definition()) {
    fmt::print(out, "  Instance \"{}\"", printable(name_in_block(object, instance)));
    if (instance.unique_id() != wire::no_unique_id) fmt::print(out, ", unique id {}", instance.unique_id());
    if (instance.parent_object() != 0)
      fmt::print(out, ", parent {} of object {}", instance.parent_instance(), instance.parent_object());
    fmt::print(out, "\n");
  } else {
    fmt::print(out, "  Values\n");
  }
  for (const counter_definition counter : object.counters())
    fmt::print(out, "    {}{} = {}\n", counter.title_index(), quoted_name(names, counter.title_index()),
               value_text(instance, counter));
}

}  // namespace

void print_block(std::FILE* out, const data_block& block, const title_table& names) {
  print_header(out, block);
  for (const object_type object : block.objects()) {
    print_object(out, object, names);
    for (const instance_definition instance : object.instances())
      print_instance(out, object, instance, names);
  }
  if (block.defects().empty()) return;
  fmt::print(out, "\nDefects\n");
  for (const defect& found : block.defects())
    fmt::print(out, "  {}: {}\n", to_string(found.code), found.message());
}

void print_byte_map(std::FILE* out, const data_block& block, const title_table& names) {
  fmt::print(out, "{:>10}  {:>10}  {}\n", "offset", "length", "label");
  for (const byte_label& run : map_bytes(block)) {
    fmt::print(out, "{:#010x}  {:>10}  {}", run.offset, run.length, to_string(run.use));
    if (run.counter_index != 0)
      fmt::print(out, " {}{}", run.counter_index, quoted_name(names, run.counter_index));
    if (run.object_index != 0)
      fmt::print(out, ", object {}{}", run.object_index, quoted_name(names, run.object_index));
    if (run.instance >= 0) fmt::print(out, ", instance {}", run.instance);
    fmt::print(out, "\n");
  }
}

}  // namespace perfdata::cli
