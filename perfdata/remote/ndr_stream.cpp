#include <fmt/format.h>

#include <perfdata/remote/ndr_stream.hpp>

namespace perfdata {

error ndr_reader::failure_of(std::string_view protocol, std::string_view what) const {
  return {.code = errc::malformed_data,
          .message = fmt::format("{} at {:#x}: {}", what, offset_, problem_),
          .advice = fmt::format(
              "the other side does not speak {} as documented; check what answers on that port", protocol)};
}

}  // namespace perfdata
