#include <perfdata/recording/recording_directory.hpp>
#include <perfdata/recording/recording_notes.hpp>

namespace perfdata {

result<std::vector<recording_note>> read_recording_notes(const std::string& path) {
  const auto file = readable_file::open(path);
  if (!file) return failure(file.error());
  const auto directory = read_directory(**file);
  if (!directory) return failure(directory.error());
  std::vector<recording_note> notes;
  byte_buffer payload;
  entry_scanner entries(**file, recording_signature.size(), directory->end);
  while (const auto entry = entries.next()) {
    if (entry->header.kind != entry_kind::note || !read_payload(**file, *entry, payload)) continue;
    auto note = decode_note(payload);
    if (!note) continue;
    note->time = from_filetime(entry->header.time);
    notes.push_back(std::move(*note));
  }
  return notes;
}

}  // namespace perfdata
