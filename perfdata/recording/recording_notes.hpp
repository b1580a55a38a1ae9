// What a recorder noted beside the answers.
#pragma once

#include <string>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/recording_payload.hpp>

namespace perfdata {

/// Every note of the recording, in the order of the file; damaged ones are passed over. Walks over the
/// entries' headers. Errors: those of recording_reader::open.
[[nodiscard]] result<std::vector<recording_note>> read_recording_notes(const std::string& path);

}  // namespace perfdata
