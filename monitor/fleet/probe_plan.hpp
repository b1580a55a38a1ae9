// A module's objects on one machine: which title indexes they have there, and what is called how.
#pragma once

#include "monitor/fleet/fleet_config.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <perfdata/collect/catalog.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata::fleet {

/// An object of a module and what it is on a machine: one name may have several indexes. A value.
struct planned_choice {
  object_choice choice{};
  std::vector<std::uint32_t> indexes{};
};

/// A value.
struct probe_plan {
  std::vector<planned_choice> choices{};
  std::vector<std::string> missing{};  ///< objects that the machine does not have
  std::string value_name{};            ///< "2 230 238"; empty when nothing is there
};

/// Looks the objects up. One that no table knows is missing, and the others go on.
[[nodiscard]] probe_plan plan_probe(const module_settings& settings, const source_names& names);

/// The first choice that means this object, or none.
[[nodiscard]] const object_choice* find_choice(const probe_plan& plan, std::uint32_t title_index) noexcept;

/// `names` without what neither the block nor the plan speaks of: a machine's tables have a megabyte and
/// more, what a scrape needs a few kilobytes. Texts are copied.
[[nodiscard]] source_names trim_names(const source_names& names, const data_block& block,
                                      const probe_plan& plan);

/// Whether `names` has a name for everything in the block that `full` names could have had one for: a
/// provider that was installed meanwhile has indexes that were not there before.
[[nodiscard]] bool names_everything(const source_names& names, const data_block& block);

}  // namespace perfdata::fleet
