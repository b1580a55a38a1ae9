#include "monitor/gui/actions/typed_number.hpp"

#include <charconv>
#include <fmt/format.h>

namespace perfdata::monitor {

result<double> typed_number(std::string_view text, double least, double most) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  double number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed == std::errc{} && end == text.data() + text.size() && number >= least && number <= most)
    return number;
  return failure({.code = errc::invalid_argument,
                  .message = fmt::format("Type a number from {:g} to {:g}.", least, most)});
}

}  // namespace perfdata::monitor
