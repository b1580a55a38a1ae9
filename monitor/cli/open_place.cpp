#include "monitor/cli/open_place.hpp"

#include <fmt/format.h>

namespace perfdata::cli {
namespace {

bool is_local(const source_options& options) {
  return std::holds_alternative<this_machine_place>(options.place);
}

}  // namespace

std::string label_of(const source_place& place) {
  if (const auto* host = std::get_if<host_place>(&place)) return host->address;
  if (const auto* file = std::get_if<file_place>(&place))
    return file->host.empty() ? file->path : fmt::format("{}: {}", file->path, file->host);
  return "this machine";
}

result<open_place> open_without_names(const source_options& options) {
  auto source = open_source(options);
  if (!source) return failure(source.error());
  const auto* const file = std::get_if<file_place>(&options.place);
  return open_place{.label = label_of(options.place),
                    .source = std::move(*source),
                    .names = {},
                    .is_file = file != nullptr,
                    .is_this_machine = is_local(options),
                    .recorded_host = file != nullptr ? file->host : std::string{}};
}

result<void> read_names_of(open_place& place, std::string_view language) {
  auto names = read_names(*place.source, language);
  if (!names) return failure(names.error());
  if (names->counters.empty() && language != "009")
    return failure({.code = errc::not_found,
                    .message = fmt::format("it has no names in language {}", language),
                    .advice = "leave --lang out for English"});
  place.names = std::move(*names);
  return {};
}

result<open_place> open_with_names(const source_options& options, std::string_view language) {
  auto place = open_without_names(options);
  if (!place) return place;
  if (auto named = read_names_of(*place, language); !named) return failure(std::move(named.error()));
  return place;
}

}  // namespace perfdata::cli
