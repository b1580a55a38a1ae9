#include "tests/support/environment.hpp"

#include <cstdlib>
#include <ctime>

namespace perfdata::test {

void set_variable(const std::string& name, const std::string& value) {
  ::setenv(name.c_str(), value.c_str(), 1);
  if (name == "TZ") ::tzset();
}

void unset_variable(const std::string& name) {
  ::unsetenv(name.c_str());
}

}  // namespace perfdata::test
