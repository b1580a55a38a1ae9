#include "monitor/cli/row_text.hpp"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/cook/counter_type_table.hpp>

namespace perfdata::cli {
namespace {

bool is_hex(counter_type type) noexcept {
  return type == counter_type::rawcount_hex || type == counter_type::large_rawcount_hex;
}

}  // namespace

std::string_view unit_of(const row& shown) noexcept {
  return symbol(describe_counter_type(shown.newer.type).unit);
}

std::string value_of(const row& shown) {
  if (!shown.cooked.value) return "-";
  const double value = *shown.cooked.value;
  if (is_hex(shown.newer.type) && shown.newer.value) return fmt::format("0x{:X}", *shown.newer.value);
  constexpr double exact_integers = 9007199254740992.0;  // 2^53
  if (std::trunc(value) == value && std::abs(value) < exact_integers) return fmt::format("{:.0f}", value);
  return std::abs(value) < exact_integers ? fmt::format("{:.3f}", value) : fmt::format("{:.6g}", value);
}

std::string_view remark_of(const row& shown) noexcept {
  return shown.cooked.status == cooked_status::ok ? std::string_view{} : to_string(shown.cooked.status);
}

nlohmann::ordered_json row_as_json(const row& shown) {
  using json = nlohmann::ordered_json;
  const std::string_view path = shown.path;
  const auto machine = path.substr(2, path.find('\\', 2) - 2);
  return {{"path", shown.path},
          {"machine", std::string(machine)},
          {"object", shown.object},
          {"instance", shown.instance.empty() ? json(nullptr) : json(shown.instance)},
          {"counter", shown.counter},
          {"value", shown.cooked.value && std::isfinite(*shown.cooked.value) ? json(*shown.cooked.value)
                                                                             : json(nullptr)},
          {"unit", std::string(unit_of(shown))},
          {"status", std::string(to_string(shown.cooked.status))}};
}

std::string to_json_text(const nlohmann::ordered_json& document) {
  return document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace perfdata::cli
