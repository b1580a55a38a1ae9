// Numbers that are typed.
#pragma once

#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// The whole text as a finite number in [least, most]. Errors: errc::invalid_argument, which says the limits.
[[nodiscard]] result<double> typed_number(std::string_view text, double least, double most);

}  // namespace perfdata::monitor
