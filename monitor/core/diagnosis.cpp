#include "monitor/core/diagnosis.hpp"

#include "monitor/core/local_checks.hpp"
#include "monitor/core/open_remote.hpp"

#include <algorithm>

namespace perfdata {
namespace {

bool is_failed(const diagnosis_step& step) noexcept {
  return step.state == step_state::failed;
}

diagnosis_step failed_step(std::string name, error why, const step_observer& on_step) {
  diagnosis_step now{.name = std::move(name), .state = step_state::failed};
  now.failed = std::move(why);
  if (on_step) on_step(now);
  return now;
}

std::vector<diagnosis_step> reach(const host_place& host, const source_options& options,
                                  const step_observer& on_step) {
  const auto address = machine_address::parse(host.address);
  if (!address) return {failed_step("read the name", address.error(), on_step)};
  auto steps = diagnose_remote(*address, options, on_step);
  return steps ? *std::move(steps)
               : std::vector<diagnosis_step>{failed_step("find an account", steps.error(), on_step)};
}

void look_at_counters(diagnosis& found, const source_options& options, const step_observer& on_step,
                      const object_observer& on_object) {
  const auto source = open_source(options);
  if (!source) {
    found.steps.push_back(failed_step("open the counters", source.error(), on_step));
    return;
  }
  if (found.machine.empty()) found.machine = (*source)->machine();
  auto counters = diagnose_counters(**source, on_step, on_object);
  std::ranges::move(counters.steps, std::back_inserter(found.steps));
  found.objects = std::move(counters.objects);
}

}  // namespace

bool diagnosis::well() const {
  return std::ranges::none_of(steps, is_failed) &&
         std::ranges::none_of(objects, [](const auto& one) { return one.state == step_state::failed; });
}

diagnosis diagnose(const source_options& options, const step_observer& on_step,
                   const object_observer& on_object) {
  diagnosis found;
  if (std::holds_alternative<file_place>(options.place)) return found;
  if (const auto* host = std::get_if<host_place>(&options.place)) {
    found.machine = host->address;
    found.steps = reach(*host, options, on_step);
  } else {
    found.steps = check_this_machine(on_step);
  }
  if (std::ranges::none_of(found.steps, is_failed)) look_at_counters(found, options, on_step, on_object);
  return found;
}

}  // namespace perfdata
