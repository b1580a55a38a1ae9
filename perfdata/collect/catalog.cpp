#include <fmt/format.h>

#include <perfdata/collect/catalog.hpp>
#include <perfdata/collect/instance_names.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

constexpr std::string_view english = "009";

std::string name_or_index(const title_table& names, std::uint32_t index) {
  const auto name = names.find(index);
  return name.empty() ? fmt::format("#{}", index) : std::string(name);
}

catalog_object describe(const object_type& object, const source_names& names, instance_namer& namer) {
  catalog_object out{.title_index = object.title_index(),
                     .help_index = object.help_index(),
                     .name = name_or_index(names.counters, object.title_index()),
                     .help = std::string(names.helps.find(object.help_index())),
                     .has_instances = object.has_instances()};
  for (const counter_definition counter : object.counters()) {
    if (counter.is_base()) continue;
    out.counters.push_back({.title_index = counter.title_index(),
                            .help_index = counter.help_index(),
                            .name = name_or_index(names.counters, counter.title_index()),
                            .help = std::string(names.helps.find(counter.help_index())),
                            .type = counter.type(),
                            .default_scale = counter.default_scale(),
                            .detail_level = counter.detail_level()});
  }
  if (object.has_instances())
    for (const auto& name : namer.names_of(object)) out.instances.push_back(name.display());
  return out;
}

// A table that a source does not have is an empty one; a source that does not answer is an error.
result<title_table> read_table(counter_source& source, const std::string& value_name) {
  byte_buffer bytes;
  if (auto answered = source.query(value_name, bytes); !answered) {
    if (answered.error().code == errc::not_found) return title_table{};
    return failure(std::move(answered.error()));
  }
  return title_table::parse(bytes);
}

}  // namespace

result<source_names> read_language(counter_source& source, std::string_view language) {
  auto counters = read_table(source, fmt::format("Counter {}", language));
  if (!counters) return failure(std::move(counters.error()));
  // Windows calls it Help and knows Explain; Samba knows Explain only.
  auto helps = read_table(source, fmt::format("Help {}", language));
  if (!helps || helps->empty()) helps = read_table(source, fmt::format("Explain {}", language));
  return source_names{.counters = std::move(*counters), .helps = helps ? std::move(*helps) : title_table{}};
}

result<source_names> read_names(counter_source& source, std::string_view language) {
  auto names = read_language(source, language);
  if (!names || language == english) return names;
  if (auto table = read_table(source, fmt::format("Counter {}", english)); table && !table->empty())
    names->other_languages.push_back(std::move(*table));
  return names;
}

result<catalog> read_catalog(counter_source& source, const source_names& names) {
  byte_buffer bytes;
  if (auto answered = source.query("Global", bytes); !answered) return failure(std::move(answered.error()));
  const auto block = data_block::parse(bytes);
  if (!block) return failure(block.error());
  catalog out{.machine = source.machine()};
  instance_namer namer(*block);
  for (const object_type object : block->objects()) out.objects.push_back(describe(object, names, namer));
  out.defects.assign(block->defects().begin(), block->defects().end());
  return out;
}

}  // namespace perfdata
