// A row as people and programs read it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include <perfdata/collect/row.hpp>

namespace perfdata::cli {

/// "%", "/s", "s" or nothing, by the counter's type.
[[nodiscard]] std::string_view unit_of(const row& shown) noexcept;

/// The value for people: whole numbers whole, others with three decimals, hex types in hex; "-" without one.
[[nodiscard]] std::string value_of(const row& shown);

/// Nothing for an ok value, otherwise the status in words.
[[nodiscard]] std::string_view remark_of(const row& shown) noexcept;

/// path, machine, object, instance (null without), counter, value (null without), unit, status.
[[nodiscard]] nlohmann::ordered_json row_as_json(const row& shown);

/// No extended type, so that a JSON document is always valid: bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string to_json_text(const nlohmann::ordered_json& document);

}  // namespace perfdata::cli
