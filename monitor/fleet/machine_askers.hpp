// Machines as the fleet asks them: others, and this one.
#pragma once

#include "monitor/fleet/counter_asker.hpp"
#include "monitor/fleet/fleet.hpp"

namespace perfdata::fleet {

/// Opens machines through async_machine; completions go through `post`. Password files are read when a
/// machine is opened. Sends nothing until something is asked.
[[nodiscard]] asker_opener remote_machines(fleet_poster post);

/// This machine's counters, read when they are asked for, in the fleet's thread. Errors: as
/// open_this_machine().
[[nodiscard]] result<std::shared_ptr<counter_asker>> this_machine_asker(fleet_poster post);

}  // namespace perfdata::fleet
