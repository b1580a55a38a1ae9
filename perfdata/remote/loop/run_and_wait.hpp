// A task of the loop's thread for a thread that waits.
#pragma once

#include <stop_token>

#include <perfdata/base/deadline.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>

namespace perfdata {

/// Runs `work` in the loop and waits for its end. False when `until` (and a tenth of a second more) or a stop
/// came first; then it is cancelled. Not for the loop's own thread.
[[nodiscard]] bool run_and_wait(dcerpc_loop& loop, task<nothing> work, const deadline& until,
                                const std::stop_token& stop = {});

}  // namespace perfdata
