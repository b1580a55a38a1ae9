// A machine's answer under windows_exporter's names.
#pragma once

#include "monitor/fleet/block_metrics.hpp"

namespace perfdata::fleet {

/// As metrics_of_block(), for modules with names = "windows_exporter": what windows_exporter has a name for,
/// and nothing else. Where a module has Processor Information and Processor, the first of them is `core`.
[[nodiscard]] block_metrics windows_exporter_metrics(const data_block& block, const source_names& names,
                                                     const probe_plan& plan, const module_settings& settings);

}  // namespace perfdata::fleet
