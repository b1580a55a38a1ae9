// What a reader has to know before it can begin anywhere in a recording: its streams, and where their title
// tables and key blocks are.
#pragma once

#include <cstdint>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/entry_scanner.hpp>
#include <perfdata/recording/recording_payload.hpp>

namespace perfdata {

/// A value.
struct recording_directory {
  std::vector<recorded_stream> streams{};  ///< in the order of the file, each once
  std::vector<entry_place> titles{};       ///< title tables, in the order of the file
  std::vector<entry_place> keys{};         ///< blocks that need no other, in the order of the file
  std::uint64_t last_index = 0;            ///< offset of the last index entry; 0: there is none
  std::vector<entry_place> unindexed{};    ///< what stands behind it and belongs into the next
  std::uint64_t end = 0;                   ///< behind the last whole entry
  std::int64_t last_time = 0;              ///< FILETIME of that entry; 0: there is none
  std::vector<damaged_range> damages{};    ///< what was met on the way; not all that there is
};

/// Reads the chain of index entries from the end of the file; scans what no index covers, which is the whole
/// file when there is none. Linear in the number of index entries and what they list, or in the number of
/// entries. Errors: errc::unsupported when the file is no recording, or of a later version. Damage is none.
[[nodiscard]] result<recording_directory> read_directory(const readable_file& file);

/// Whether an entry belongs into an index.
[[nodiscard]] bool belongs_into_index(const entry_header& header) noexcept;

}  // namespace perfdata
