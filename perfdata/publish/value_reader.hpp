// The numbers of one object that are published.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <perfdata/publish/published_layout.hpp>
#include <perfdata/sample/counter_sample.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// Reads the planned counters of an object's instances. A value; must not outlive the block or the plan.
class value_reader {
 public:
  value_reader(const data_block& block, const object_type& object, const published_object& planned);

  struct value {
    std::uint32_t index;  ///< the published counter's
    std::uint64_t raw;
  };

  /// In the order of the planned counters; 0 where the block holds none. O(counters).
  [[nodiscard]] std::vector<value> read(const instance_definition& instance) const;

 private:
  [[nodiscard]] std::uint64_t seconds(const instance_definition& instance,
                                      const counter_definition& counter) const;

  sample_clocks clocks_;
  std::vector<std::pair<counter_definition, const published_counter*>> chosen_;
};

}  // namespace perfdata
