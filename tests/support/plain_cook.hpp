// The published formulas once more, by type code and without a table, to compare the library's with.
#pragma once

#include <cstddef>
#include <optional>
#include <tests/support/plain_reader.hpp>

namespace perfdata::test {

/// A counter's value between two blocks of the same layout, or none where the formula has none: bases, types
/// that nobody cooks, a counter that fell, no time or no events in between. Positions are those of the
/// structs. https://learn.microsoft.com/windows/win32/perfctrs/calculating-counter-values
[[nodiscard]] std::optional<double> cook_plainly(const plain_block& older, const plain_block& newer,
                                                 std::size_t object, std::size_t instance,
                                                 std::size_t counter);

}  // namespace perfdata::test
