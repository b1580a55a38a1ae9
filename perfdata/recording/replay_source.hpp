// A recorded host as a source of counters: everything that reads a host reads a recording of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/recording/recording_reader.hpp>

namespace perfdata {

/// A host of a recording. A value.
struct recorded_host {
  std::string name{};     ///< as the person who recorded called it
  std::string machine{};  ///< its own name for itself
};

/// In the order in which they were recorded, each once. Empty when the file is no recording, cannot be read,
/// or this build cannot read recordings.
[[nodiscard]] std::vector<recorded_host> recorded_hosts(const std::string& path);

/// Opens the recording of one host. `host`: its name or machine, in any case; empty: the first.
///
/// query() answers a list of objects, or "Global", with the recorded block of the moment, byte for byte: of
/// the host's streams those that hold any of the objects, in the order of the file. Questions that were not
/// asked yet at a moment get that moment's answer; a question that is asked again gets the next moment's. So
/// a collector steps through the recording at its own pace, and whoever asks several things gets what belongs
/// together. recorded() tells the times and goes elsewhere.
/// "Counter 009" and "Help 009" are the tables of the moment; a recording without names has base_names().
///
/// Errors of query(): errc::end_of_recording behind the last moment (more may come when the file is still
/// being recorded to); what a gap holds, with a code on which callers try again; errc::malformed_data for a
/// moment that is damaged, and the one after it is next; errc::not_found for another value name.
/// Errors: those of recording_reader::open; errc::not_found for a host that was not recorded, naming those
/// that were; errc::unsupported in a build without recordings.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_replay_source(const std::string& path,
                                                                         const std::string& host = {});

}  // namespace perfdata
