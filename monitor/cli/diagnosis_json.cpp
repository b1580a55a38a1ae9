#include "monitor/cli/diagnosis_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/connection/win32_error.hpp>

namespace perfdata::cli {
namespace {

using json = nlohmann::ordered_json;

const char* name_of(step_state state) noexcept {
  switch (state) {
    case step_state::ok: return "ok";
    case step_state::failed: return "failed";
    case step_state::skipped: return "skipped";
  }
  return "";
}

double milliseconds(std::chrono::microseconds time) {
  return static_cast<double>(time.count()) / 1000;
}

json error_json(const std::optional<error>& failed) {
  if (!failed) return nullptr;
  const std::uint32_t win32 = failed->system ? failed->system->win32 : 0;
  const std::uint32_t nt = failed->system ? failed->system->nt_status : 0;
  const auto* row = find_win32_error(win32);
  return {{"win32", win32 != 0 ? json(win32) : json(nullptr)},
          {"win32_name", row != nullptr ? json(std::string(row->name)) : json(nullptr)},
          {"nt_status", nt != 0 ? json(fmt::format("0x{:08X}", nt)) : json(nullptr)},
          {"message", failed->message},
          {"advice", failed->advice}};
}

json step_json(const diagnosis_step& step) {
  return {{"step", step.name},     {"state", name_of(step.state)}, {"milliseconds", milliseconds(step.took)},
          {"detail", step.detail}, {"remark", step.remark},        {"error", error_json(step.failed)}};
}

json object_json(const diagnosed_object& object) {
  return {{"title_index", object.title_index},
          {"name", object.name},
          {"state", name_of(object.state)},
          {"milliseconds", milliseconds(object.took)},
          {"bytes", object.bytes},
          {"counters", object.counters},
          {"instances", object.instances},
          {"defects", object.defects},
          {"error", error_json(object.failed)}};
}

}  // namespace

std::string diagnosis_as_json(const diagnosis& found) {
  json steps = json::array();
  for (const auto& step : found.steps) steps.push_back(step_json(step));
  json objects = json::array();
  for (const auto& object : found.objects) objects.push_back(object_json(object));
  const json all{{"machine", found.machine},
                 {"well", found.well()},
                 {"steps", std::move(steps)},
                 {"objects", std::move(objects)}};
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace perfdata::cli
