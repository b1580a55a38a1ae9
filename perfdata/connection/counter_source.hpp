// Where counter bytes come from: one interface. This machine, a remote host, a recording and a test's script
// implement it, and nothing above can tell which.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// An object that an answer lacks because asking for it fails, and why. A value.
struct left_out_object {
  std::uint32_t title_index = 0;
  error why{};
};

class timeline;

/// A resource: neither copied nor moved. One thread at a time; different sources may be used from different
/// threads.
class counter_source {
 public:
  counter_source() = default;
  counter_source(const counter_source&) = delete;
  counter_source& operator=(const counter_source&) = delete;
  virtual ~counter_source() = default;

  /// What RegQueryValueExW(HKEY_PERFORMANCE_DATA, value_name) answers, byte for byte.
  ///
  /// `value_name`: "Global", decimal title indexes separated by spaces ("2 238"), "Counter 009", "Help 009"
  /// or "Explain 009"; letters in any case. `answer` is overwritten; its capacity is kept, so a caller that
  /// asks again and again hands the same buffer in. On failure its contents are unspecified.
  ///
  /// Errors: errc::not_found for a value name that the source does not know; the connection kinds for a
  /// remote one. An object that a machine does not have is not an error: the block comes without it.
  [[nodiscard]] virtual result<void> query(std::string_view value_name, byte_buffer& answer) = 0;

  /// The machine in the form in which a counter path starts, without the backslashes; e.g. "PERFHOST".
  [[nodiscard]] virtual std::string machine() const = 0;

  /// Objects of the last query that were not asked for, so that the others answer (isolate_objects()).
  [[nodiscard]] virtual std::vector<left_out_object> left_out() const { return {}; }

  /// The recorded moments of a source that has been recorded; nullptr for one that answers as of now. Lives
  /// as long as the source.
  [[nodiscard]] virtual timeline* recorded() noexcept { return nullptr; }
};

}  // namespace perfdata
