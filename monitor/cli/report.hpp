// What goes to standard error.
#pragma once

#include "monitor/cli/command.hpp"

#include <string_view>

#include <perfdata/base/error.hpp>

namespace perfdata::cli {

/// "perfdata: <message>" and, on the next line, what to try. Returns the exit code that the error means:
/// usage for errc::invalid_argument, otherwise failed.
exit_code report(const error& failure);

/// As above, with the source or file concerned in front of the message.
exit_code report(std::string_view concerned, const error& failure);

/// One line, "perfdata: <text>".
void note(std::string_view text);

}  // namespace perfdata::cli
