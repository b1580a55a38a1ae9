// A performance key over any source of counters: this machine's, another's, a recording's, a test's.
#pragma once

#include <memory>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/registry/registry_key.hpp>

namespace perfdata {

/// `root`: one of the three performance keys. HKEY_PERFORMANCE_DATA passes every value name on; the text keys
/// know "Counter", "Help" and "Explain", with or without a language, and answer anything else with
/// ERROR_FILE_NOT_FOUND themselves. Title tables come as REG_MULTI_SZ and blocks as REG_BINARY, which is what
/// Windows says; what the source says of types is not asked.
///
/// values() asks for "Global", or for "Counter" and "Help"; info() is about those. close() lets the source
/// go. Precondition: is_performance_key(root), and a source.
[[nodiscard]] registry_key open_performance_key(predefined_key root, std::unique_ptr<counter_source> source);

}  // namespace perfdata
