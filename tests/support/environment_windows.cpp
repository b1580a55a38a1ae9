#include "tests/support/environment.hpp"

#include <cstdlib>

namespace perfdata::test {

void set_variable(const std::string& name, const std::string& value) {
  ::_putenv_s(name.c_str(), value.c_str());
}

void unset_variable(const std::string& name) {
  ::_putenv_s(name.c_str(), "");
}

}  // namespace perfdata::test
