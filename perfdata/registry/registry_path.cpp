#include <algorithm>
#include <fmt/format.h>

#include <perfdata/registry/registry_path.hpp>

namespace perfdata {
namespace {

error bad_path(std::string_view text, std::string_view why) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("\"{}\" is not a registry path: {}", text, why),
          .advice = R"(write '\\HOST\HKLM\SOFTWARE\Vendor'; without \\HOST it is this computer)"};
}

/// Takes what stands before the first backslash off `rest`, and the backslash.
std::string_view take_name(std::string_view& rest) {
  const std::string_view name = rest.substr(0, rest.find('\\'));
  rest.remove_prefix(std::min(rest.size(), name.size() + 1));
  return name;
}

}  // namespace

result<registry_path> registry_path::parse(std::string_view text) {
  std::string_view rest = text;
  registry_path path;
  if (rest.starts_with(R"(\\)")) {
    rest.remove_prefix(2);
    const std::string_view host = take_name(rest);
    if (host != ".") {
      auto machine = machine_address::parse(host);
      if (!machine) return failure(std::move(machine.error()));
      path.machine = *std::move(machine);
    }
  }
  const std::string_view root_name = take_name(rest);
  if (root_name.empty()) return failure(bad_path(text, "the predefined key is missing"));
  const auto root = parse_predefined_key(root_name);
  if (!root) return failure(root.error());
  path.root = *root;
  if (rest.ends_with('\\')) rest.remove_suffix(1);
  if (rest.starts_with('\\') || rest.find(R"(\\)") != std::string_view::npos || rest.ends_with('\\'))
    return failure(bad_path(text, "a name between two backslashes is empty"));
  path.subkey = rest;
  return path;
}

std::string registry_path::to_string() const {
  std::string text = machine ? fmt::format(R"(\\{}\)", machine->to_string()) : std::string{};
  text += perfdata::to_string(root);
  return subkey.empty() ? text : text + '\\' + subkey;
}

}  // namespace perfdata
