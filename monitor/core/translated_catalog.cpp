#include "monitor/core/translated_catalog.hpp"

#include <fmt/format.h>
#include <string>

namespace perfdata::monitor {
namespace {

void rename(std::string& name, std::string_view found) {
  if (!found.empty()) name = found;
}

}  // namespace

catalog with_names(const catalog& listed, const source_names& names) {
  catalog translated = listed;
  for (auto& object : translated.objects) {
    rename(object.name, names.counters.find(object.title_index));
    rename(object.help, names.helps.find(object.help_index));
    for (auto& counter : object.counters) {
      rename(counter.name, names.counters.find(counter.title_index));
      rename(counter.help, names.helps.find(counter.help_index));
    }
  }
  return translated;
}

catalog with_indexes(const catalog& listed) {
  catalog numbered = listed;
  for (auto& object : numbered.objects) {
    object.name = fmt::format("#{}", object.title_index);
    for (auto& counter : object.counters) counter.name = fmt::format("#{}", counter.title_index);
  }
  return numbered;
}

}  // namespace perfdata::monitor
