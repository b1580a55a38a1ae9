#include "monitor/cli/place_requests.hpp"

#include <algorithm>

#include <perfdata/connection/machine_address.hpp>
#include <perfdata/connection/this_machine.hpp>

namespace perfdata::cli {
namespace {

bool is_this_machine(const std::string& name) {
  if (name == "." || equals_ignoring_case(name, "localhost")) return true;
  const auto local = open_this_machine();
  return local && equals_ignoring_case((*local)->machine(), name);
}

bool is_host(const source_options& options, const std::string& machine) {
  const auto* host = std::get_if<host_place>(&options.place);
  if (host == nullptr) return false;
  const auto address = machine_address::parse(host->address);
  return address && (equals_ignoring_case(address->host, machine) ||
                     equals_ignoring_case(address->to_string(), machine));
}

bool is_of_this_machine(const source_options& options) {
  return std::holds_alternative<this_machine_place>(options.place);
}

bool is_recorded(const source_options& options, const std::string& machine) {
  const auto* file = std::get_if<file_place>(&options.place);
  return file != nullptr && !machine.empty() &&
         (equals_ignoring_case(file->host, machine) || equals_ignoring_case(file->machine, machine));
}

class sharing {
 public:
  explicit sharing(const source_arguments& sources) : sources_(sources) {
    for (auto& options : sources.places()) requests_.push_back({std::move(options), {}});
    named_ = requests_.size();
  }

  void add(const counter_path& path) {
    if (path.machine.empty() || sources_.is_file()) {
      const auto begin = requests_.begin();
      const auto end = begin + static_cast<std::ptrdiff_t>(named_);
      const auto is_of_it = [&](const place_request& request) {
        return is_recorded(request.options, path.machine);
      };
      const bool one_of_them = std::any_of(begin, end, is_of_it);
      for (auto request = begin; request != end; ++request)
        if (!one_of_them || is_of_it(*request)) request->paths.push_back(path);
    } else {
      request_for(path.machine).paths.push_back(path);
    }
  }

  [[nodiscard]] std::vector<place_request> take() {
    std::erase_if(requests_, [](const place_request& request) { return request.paths.empty(); });
    return std::move(requests_);
  }

 private:
  place_request& request_for(const std::string& machine) {
    for (auto& request : requests_)
      if (is_host(request.options, machine)) return request;
    source_place place = host_place{machine};
    if (is_this_machine(machine)) {
      for (auto& request : requests_)
        if (is_of_this_machine(request.options)) return request;
      place = this_machine_place{};
    }
    return requests_.emplace_back(place_request{sources_.for_place(std::move(place)), {}});
  }

  const source_arguments& sources_;
  std::vector<place_request> requests_;
  std::size_t named_ = 0;
};

}  // namespace

result<std::vector<place_request>> share_out(const source_arguments& sources,
                                             const std::vector<std::string>& paths) {
  sharing shared(sources);
  for (const auto& text : paths) {
    const auto path = counter_path::parse(text);
    if (!path) return failure(path.error());
    shared.add(*path);
  }
  return shared.take();
}

result<source_arguments> with_password(source_arguments sources, const std::vector<std::string>& paths) {
  sources.logon.ask_on_terminal = true;
  const auto names_a_machine = [](const std::string& path) { return path.starts_with(R"(\\)"); };
  const bool logs_on = !sources.hosts.empty() || std::ranges::any_of(paths, names_a_machine);
  if (sources.is_file() || !logs_on) return sources;
  if (auto found = find_password(sources.logon); !found) return failure(found.error());
  return sources;
}

}  // namespace perfdata::cli
