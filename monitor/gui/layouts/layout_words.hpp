// The words that a layout file has for what can be chosen.
#pragma once

#include "monitor/core/chart_setup.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/panels/lower_panel.hpp"
#include "monitor/gui/theme.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace perfdata::monitor {

/// The same words as the command line has.
[[nodiscard]] std::string_view word_of(theme_kind value) noexcept;
[[nodiscard]] std::string_view word_of(lower_page value) noexcept;
[[nodiscard]] std::string_view word_of(chart_kind value) noexcept;
[[nodiscard]] std::string_view word_of(chart_layout value) noexcept;
/// "percent" and the other units, "everything", "own 1".
[[nodiscard]] std::string word_of(chart_id value);

/// None for a word that is not one of them. `Value` is one of the types above.
template <class Value>
[[nodiscard]] std::optional<Value> from_word(std::string_view word) noexcept;

}  // namespace perfdata::monitor
