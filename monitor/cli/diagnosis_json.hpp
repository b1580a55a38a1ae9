// A diagnosis for programs.
#pragma once

#include "monitor/core/diagnosis.hpp"

#include <string>

namespace perfdata::cli {

/// One line, without a line end:
/// {"machine":…,"well":…,
///  "steps":[{"step":"resolve name","state":"ok|failed|skipped","milliseconds":…,"detail":…,"remark":…,
///            "error":null|{"win32":…,"win32_name":…,"nt_status":"0x…"|null,"message":…,"advice":…}}],
///  "objects":[{"title_index":…,"name":…,"state":…,"milliseconds":…,"bytes":…,"counters":…,"instances":…,
///              "defects":[…],"error":…}]}
[[nodiscard]] std::string diagnosis_as_json(const diagnosis& found);

}  // namespace perfdata::cli
