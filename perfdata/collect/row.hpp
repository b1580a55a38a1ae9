// One line of what a person sees: a counter of an instance of a machine at a moment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <perfdata/cook/cooked_value.hpp>
#include <perfdata/sample/counter_sample.hpp>

namespace perfdata {

/// A value that owns its text: rows outlive blocks, sources and collectors.
struct row {
  std::string path{};  ///< \\machine\Object(parent/instance#n)\Counter; two rows share one only where a block
                       ///< repeats it
  std::string object{};
  std::string instance{};  ///< display name with parent and #n; empty for an object without instances
  std::string counter{};
  std::uint32_t object_index = 0;
  std::uint32_t counter_index = 0;
  std::uint32_t help_index = 0;    ///< of the counter, into the help table
  std::int32_t default_scale = 0;  ///< PerfMon shows value x 10^scale on its chart
  counter_sample newer{};
  std::optional<counter_sample> older{};  ///< the sample before, when the same instance was there
  cooked_value cooked{};
};

}  // namespace perfdata
