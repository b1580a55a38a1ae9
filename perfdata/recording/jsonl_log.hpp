// JSON Lines as logs of counters: one object a sample, as `perfdata watch -f jsonl` and relog write it.
//
//   {"time":"2026-11-23T03:12:01.307Z","values":[{"path":"\\\\HOST\\Processor(0)\\% Processor Time",
//    "machine":"HOST","object":"Processor","instance":"0","counter":"% Processor
//    Time","value":12.5,"unit":"%",
//    "status":"ok","raw":{"type":542180608,"size":8,"value":…,"perf_time_100ns":…}}]}
//
// "raw" is there where the log that was converted has raw values, and holds what cooking needs: type, size,
// value, base, base_size, multiplier and the clocks, each left out when it is 0 or none.
#pragma once

#include <memory>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/output_file.hpp>
#include <perfdata/recording/random_file.hpp>

namespace perfdata {

/// Whether a text's first character that is not blank begins an object.
[[nodiscard]] bool begins_like_jsonl(byte_view bytes) noexcept;

/// Opens a log of any size; a line of it is in memory at a time. Of a value "path" must be there, and of a
/// line "time"; lines that lack it or are no JSON are skipped and noticed. Columns come as they turn up. The
/// zone is UTC. Errors: those of reading the file; errc::unsupported when the first line is no such sample.
[[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_jsonl_log(std::unique_ptr<random_file> file);

[[nodiscard]] std::unique_ptr<counter_log_writer> write_jsonl_log(std::unique_ptr<output_file> out);

}  // namespace perfdata
