// A log of counters as a source of them: everything that reads a host reads a .blg or a PDH-CSV of it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

/// The machines of a log in the order of its columns, each once; one of them may be empty text.
[[nodiscard]] std::vector<std::string> logged_machines(std::span<const log_column> columns);

/// Answers with blocks made of the samples of one machine. `machine`: its name in any case; empty: the first.
///
/// query() steps as open_replay_source()'s does: questions that were not asked yet at a moment get that
/// moment's answer, a question that is asked again gets the next moment's. Raw values are what they were;
/// finished numbers are PERF_DOUBLE_RAW counters. A number that a sample lacks is a NaN, so that a CSV whose
/// first line has no rates offers them all the same. "Counter 009" names the columns; there are no helps.
///
/// Learns the columns first, for which some formats read all of the log. Errors: those of learn_columns();
/// errc::not_found for a log without counters, or for a machine that it does not have, naming those it has.
/// Errors of query(): errc::end_of_recording behind the last sample; those of counter_log_reader::read();
/// errc::not_found for another value name.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_logged_source(
    std::unique_ptr<counter_log_reader> log, const std::string& machine = {});

}  // namespace perfdata
