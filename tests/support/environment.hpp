// Variables of this process' environment, for tests: environment_posix.cpp or environment_windows.cpp.
#pragma once

#include <string>

namespace perfdata::test {

void set_variable(const std::string& name, const std::string& value);
void unset_variable(const std::string& name);

}  // namespace perfdata::test
