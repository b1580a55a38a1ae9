// What goes to standard error.
#pragma once

#include "monitor/cli/command.hpp"

#include <string>
#include <string_view>

#include <perfdata/base/error.hpp>

namespace perfdata::cli {

/// "perfdata: <message>" and, on the next line, what to try. Returns the exit code that the error means:
/// usage for errc::invalid_argument, otherwise failed.
exit_code report(const error& failure);

/// The same with the source or file concerned in front of the message, labelled as below.
[[nodiscard]] error labelled(std::string_view concerned, error failure);

/// Reports it labelled.
exit_code report(std::string_view concerned, const error& failure);

/// `text` with the file or source concerned in front, unless it begins with that name or has it in quotes.
[[nodiscard]] std::string labelled(std::string_view concerned, std::string_view text);

/// One line, "perfdata: <text>".
void note(std::string_view text);

/// `text` as it is. Nobody may be there to read it: that is no error of the program.
void tell(std::string_view text);

}  // namespace perfdata::cli
