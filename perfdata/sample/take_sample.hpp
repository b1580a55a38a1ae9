// From views to numbers.
#pragma once

#include <perfdata/sample/counter_sample.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// The clocks of an object in its block.
[[nodiscard]] sample_clocks clocks_of(const data_block& block, const object_type& object) noexcept;

/// One counter of one instance with its base and multiplier, where it has them. O(1), no allocation.
[[nodiscard]] counter_sample take_sample(const sample_clocks& clocks, const instance_definition& instance,
                                         const counter_definition& counter) noexcept;

}  // namespace perfdata
