// Runs as a JSON document: what `perfdata run -o FILE.json` writes and `perfdata compare` reads.
#pragma once

#include "monitor/run/measured_run.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// A value. The command's arguments are not in it: a password may be among them.
struct run_report {
  std::string program{};  ///< the command's first word
  std::vector<measured_run> runs{};
};

/// {"perfdata_run":1,"program":…,"runs":[{"number":1,"started":"…Z","exit_code":0,"totals":[{"path","unit",
/// "value"}],"counters":[{"path","unit","factor","count","average","minimum","maximum","p95","values":[…]}]}]}
/// In "values" a gap is null. A value times "factor" is in "unit": "%", "/s", "s", "B", "B/s", "bit/s" or "".
[[nodiscard]] std::string to_json(const run_report& report);

/// Reads what to_json wrote, of this version. Times of samples are not kept, so they are all the run's start.
/// Errors: errc::malformed_data for what is no such document, naming `name`.
[[nodiscard]] result<run_report> parse_run_report(std::string_view text, std::string_view name);

/// "%", "/s" …
[[nodiscard]] std::string_view symbol_of(monitor::unit_kind unit) noexcept;
/// The other way round; another symbol is a plain number's.
[[nodiscard]] monitor::unit_kind unit_named(std::string_view symbol) noexcept;

}  // namespace perfdata
