#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <perfdata/recording/recording_codec.hpp>
#include <perfdata/recording/recording_directory.hpp>
#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/recording/recording_writer.hpp>
#include <perfdata/recording/reference_plan.hpp>

namespace perfdata {
namespace {

// An index each MiB, later each 128th of the file: the chain of them stays short and so does what it leaves.
constexpr std::uint64_t least_index_distance = std::uint64_t{1} << 20U;
constexpr std::uint64_t indexes_a_file = 128;
constexpr std::size_t small_table = 64;

byte_buffer as_bytes(std::string_view text) {
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

using titles_key = std::pair<std::string, std::string>;  // host, value name

std::uint32_t distance(std::uint64_t from, std::uint64_t back_to) {
  const std::uint64_t bytes = from - back_to;
  return bytes <= std::numeric_limits<std::uint32_t>::max() ? static_cast<std::uint32_t>(bytes) : 0;
}

// Whether the file is new, or was killed before its signature was there.
bool is_unbegun(const readable_file& file) {
  byte_buffer start(
      static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), recording_signature.size())));
  if (file.size() >= recording_signature.size() || file.read_at(0, start) != start.size()) return false;
  return start == as_bytes(recording_signature.substr(0, start.size()));
}

}  // namespace

struct recording_writer::state {
  struct stream_state {
    recorded_stream definition{};
    reference_plan plan{};
  };

  std::unique_ptr<appendable_file> file{};
  std::map<std::uint16_t, stream_state> streams{};
  std::map<titles_key, byte_buffer> titles{};
  std::vector<entry_place> unindexed{};
  std::uint64_t last_index = 0;
  std::uint64_t indexed_until = 0;  // file size at the last index
  std::int64_t newest = 0;
  recording_totals totals{};
  std::uint64_t cut = 0;
  block_compressor compressor{};
  byte_buffer entry{};  // header and payload, for one write
  bool closed = false;

  void begin_entry() { entry.assign(entry_header_size, std::byte{}); }

  // The payload stands in `entry` behind the room for the header.
  result<void> write_entry(entry_header header) {
    const byte_view payload = byte_view(entry).subspan(entry_header_size);
    header.size = static_cast<std::uint32_t>(payload.size());
    header.checksum = crc32c(payload);
    const auto bytes = encode_header(header);
    std::ranges::copy(bytes, entry.begin());
    const std::uint64_t offset = file->size();
    if (auto appended = file->append(entry); !appended) return appended;
    totals.file_bytes += entry.size();
    newest = header.time;
    if (belongs_into_index(header)) unindexed.push_back({header.kind, header.stream, header.time, offset});
    return {};
  }

  result<void> write_payload(const entry_header& header, const byte_buffer& payload) {
    begin_entry();
    entry.insert(entry.end(), payload.begin(), payload.end());
    return write_entry(header);
  }

  result<void> write_stream(const recorded_stream& stream, std::int64_t time) {
    return write_payload({.kind = entry_kind::stream, .stream = stream.id, .time = time},
                         encode_stream(stream));
  }

  result<void> write_index() {
    const std::uint64_t offset = file->size();
    const auto reference = last_index == 0 ? 0U : distance(offset, last_index);
    if (auto written = write_payload({.kind = entry_kind::index, .reference = reference, .time = newest},
                                     encode_index(offset, unindexed));
        !written)
      return written;
    unindexed.clear();
    last_index = offset;
    indexed_until = file->size();
    return {};
  }

  // Streams are written again behind each index: no damage may take the name from the data. What fails here
  // is tried again with the next entry; the caller's is written already.
  void write_index_when_due() {
    if (file->size() - indexed_until < std::max(least_index_distance, file->size() / indexes_a_file)) return;
    if (!write_index()) return;
    for (const auto& [id, stream] : streams)
      if (!write_stream(stream.definition, newest)) return;
  }

  result<void> go_on(const std::string& path) {
    auto reader = readable_file::open(path);
    if (!reader) return failure(reader.error());
    auto directory = read_directory(**reader);
    if (!directory) return failure(directory.error());
    for (const auto& stream : directory->streams) streams[stream.id].definition = stream;
    unindexed = std::move(directory->unindexed);
    last_index = directory->last_index;
    indexed_until = std::max(last_index, std::uint64_t{recording_signature.size()});
    newest = directory->last_time;
    cut = file->size() - directory->end;
    if (cut != 0)
      if (auto done = file->cut(directory->end); !done) return done;
    return know_titles(path);
  }

  result<void> know_titles(const std::string& path) {
    auto reader = recording_reader::open(path);
    if (!reader) return failure(reader.error());
    for (const auto& [id, stream] : streams)
      for (const char* name : {"Counter 009", "Help 009"}) {
        byte_buffer table;
        const auto& host = stream.definition.host;
        if ((*reader)->read_titles(host, name, file->size(), table)) titles[{host, name}] = std::move(table);
      }
    return {};
  }
};

recording_writer::recording_writer(std::unique_ptr<state> opened) : state_(std::move(opened)) {}

recording_writer::~recording_writer() {
  (void)close();
}

result<std::unique_ptr<recording_writer>> recording_writer::open(const std::string& path) {
  auto file = appendable_file::open(path);
  if (!file) return failure(file.error());
  auto opened = std::make_unique<state>();
  opened->file = std::move(*file);
  auto existing = readable_file::open(path);
  if (!existing) return failure(existing.error());
  if (is_unbegun(**existing)) {
    if (opened->file->size() != 0)
      if (auto done = opened->file->cut(0); !done) return failure(done.error());
    if (auto done = opened->file->append(as_bytes(recording_signature)); !done) return failure(done.error());
    opened->indexed_until = opened->file->size();
  } else if (auto done = opened->go_on(path); !done) {
    error named = done.error();
    if (named.code == errc::unsupported && named.advice.empty())
      named.advice = "name a new file, or a recording to append to";
    opened->closed = true;
    return failure(std::move(named));
  }
  return std::unique_ptr<recording_writer>(new recording_writer(std::move(opened)));
}

result<std::uint16_t> recording_writer::add_stream(std::string_view host, std::string_view machine,
                                                   std::string_view value_name) {
  for (const auto& [id, known] : state_->streams)
    if (known.definition.host == host && known.definition.machine == machine &&
        known.definition.value_name == value_name)
      return id;
  const std::size_t next = state_->streams.empty() ? 1 : std::size_t{state_->streams.rbegin()->first} + 1;
  if (next > std::numeric_limits<std::uint16_t>::max())
    return failure({.code = errc::too_large, .message = "a recording has room for 65,535 streams"});
  const recorded_stream added{.id = static_cast<std::uint16_t>(next),
                              .host = std::string(host),
                              .machine = std::string(machine),
                              .value_name = std::string(value_name)};
  if (auto written = state_->write_stream(added, state_->newest); !written) return failure(written.error());
  state_->streams[added.id].definition = added;
  return added.id;
}

result<void> recording_writer::write_titles(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time,
                                            std::string_view value_name, byte_view table) {
  auto& known = state_->titles[{state_->streams[stream].definition.host, std::string(value_name)}];
  if (!known.empty() && std::ranges::equal(known, table)) return {};
  auto payload = encode_titles(value_name, {});
  const bool small = table.size() < small_table;
  if (small)
    payload.insert(payload.end(), table.begin(), table.end());
  else if (auto packed = state_->compressor.compress(table, {}, payload); !packed)
    return packed;
  auto written = state_->write_payload({.kind = entry_kind::titles,
                                        .encoding = small ? entry_encoding::plain : entry_encoding::zstd,
                                        .stream = stream,
                                        .time = to_filetime(time)},
                                       payload);
  if (written) known.assign(table.begin(), table.end());
  return written;
}

result<void> recording_writer::write_block(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time,
                                           byte_view block) {
  auto& plan = state_->streams[stream].plan;
  entry_header header{.kind = entry_kind::block,
                      .encoding = entry_encoding::zstd,
                      .stream = stream,
                      .time = to_filetime(time)};
  const auto* reference = plan.next();
  if (reference != nullptr) header.reference = distance(state_->file->size(), reference->offset);
  if (header.reference == 0) {
    plan.restart();
    reference = nullptr;
  }
  state_->begin_entry();
  const byte_view base = reference == nullptr ? byte_view{} : byte_view(reference->bytes);
  if (auto packed = state_->compressor.compress(block, base, state_->entry); !packed) return packed;
  const std::uint64_t offset = state_->file->size();
  if (auto written = state_->write_entry(header); !written) return written;
  plan.written(offset, block);
  ++state_->totals.blocks;
  state_->totals.raw_bytes += block.size();
  state_->write_index_when_due();
  return {};
}

result<void> recording_writer::write_gap(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time,
                                         const error& reason) {
  auto written = state_->write_payload({.kind = entry_kind::gap, .stream = stream, .time = to_filetime(time)},
                                       encode_gap(reason));
  if (!written) return written;
  ++state_->totals.gaps;
  state_->write_index_when_due();
  return {};
}

result<void> recording_writer::write_note(const recording_note& note) {
  return state_->write_payload({.kind = entry_kind::note, .time = to_filetime(note.time)}, encode_note(note));
}

result<void> recording_writer::sync() {
  return state_->file->sync();
}

result<void> recording_writer::close() {
  if (std::exchange(state_->closed, true)) return {};
  if (state_->totals.file_bytes != 0)
    if (auto written = state_->write_index(); !written) return written;
  return state_->file->sync();
}

const recording_totals& recording_writer::totals() const noexcept {
  return state_->totals;
}

std::uint64_t recording_writer::cut_bytes() const noexcept {
  return state_->cut;
}

}  // namespace perfdata
