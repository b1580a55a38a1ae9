#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include <perfdata/recording/block_chain.hpp>
#include <perfdata/recording/recording_directory.hpp>
#include <perfdata/recording/recording_reader.hpp>

namespace perfdata {
namespace {

bool is_block_or_gap(const found_entry& entry) {
  return entry.header.kind == entry_kind::block || entry.header.kind == entry_kind::gap;
}

}  // namespace

struct recording_reader::state {
  state(std::unique_ptr<readable_file> opened, recording_directory read)
      : file(std::move(opened)),
        directory(std::move(read)),
        scanner(*file, first_entry, directory.end),
        chain(*file) {}

  [[nodiscard]] const recorded_stream* find(std::uint16_t id) const {
    const auto found = std::ranges::find(directory.streams, id, &recorded_stream::id);
    return found == directory.streams.end() ? nullptr : &*found;
  }

  void learn_stream(const found_entry& entry) {
    if (find(entry.header.stream) != nullptr || !read_payload(*file, entry, payload)) return;
    auto stream = decode_stream(payload);
    if (!stream) return;
    stream->id = entry.header.stream;
    directory.streams.push_back(std::move(*stream));
  }

  // What was appended since the directory was read.
  void learn(const found_entry& entry) {
    if (entry.offset < directory.end) return;
    const entry_place place{entry.header.kind, entry.header.stream, entry.header.time, entry.offset};
    if (entry.header.kind == entry_kind::stream) learn_stream(entry);
    if (entry.header.kind == entry_kind::titles) directory.titles.push_back(place);
    if (entry.header.kind == entry_kind::block && entry.header.reference == 0)
      directory.keys.push_back(place);
    directory.end = entry.end();
    directory.last_time = entry.header.time;
  }

  std::optional<found_entry> next() {
    auto entry = scanner.next();
    if (!entry) {
      scanner.move_to(scanner.position(), file->size());
      entry = scanner.next();
    }
    if (entry) learn(*entry);
    return entry;
  }

  void note(const recorded_entry& entry, const error& what) {
    const auto whole = read_entry_at(*file, entry.offset);
    const std::uint64_t end = whole ? whole->end() : entry.offset + entry_header_size;
    const auto same = [&](const recording_damage& known) { return known.begin == entry.offset; };
    if (std::ranges::none_of(unreadable, same)) unreadable.push_back({entry.offset, end, what.message});
  }

  result<found_entry> entry_of(const recorded_entry& wanted) const {
    const auto entry = read_entry_at(*file, wanted.offset);
    if (entry && entry->header.kind == wanted.kind && entry->header.stream == wanted.stream) return *entry;
    return failure(
        {.code = errc::malformed_data,
         .message = fmt::format("\"{}\": there is no such entry at {:#x}", file->path(), wanted.offset)});
  }

  std::unique_ptr<readable_file> file;
  recording_directory directory;
  entry_scanner scanner;
  block_chain chain;
  byte_buffer payload;
  std::vector<recording_damage> unreadable;
};

recording_reader::recording_reader(std::unique_ptr<state> opened) : state_(std::move(opened)) {}
recording_reader::~recording_reader() = default;

result<std::unique_ptr<recording_reader>> recording_reader::open(const std::string& path) {
  auto file = readable_file::open(path);
  if (!file) return failure(file.error());
  auto directory = read_directory(**file);
  if (!directory) return failure(directory.error());
  return std::unique_ptr<recording_reader>(
      new recording_reader(std::make_unique<state>(std::move(*file), std::move(*directory))));
}

std::span<const recorded_stream> recording_reader::streams() const noexcept {
  return state_->directory.streams;
}

const recorded_stream* recording_reader::find_stream(std::uint16_t id) const noexcept {
  return state_->find(id);
}

std::optional<std::chrono::sys_time<hundred_ns>> recording_reader::first_time() const noexcept {
  if (state_->directory.keys.empty()) return std::nullopt;
  return from_filetime(state_->directory.keys.front().time);
}

std::optional<std::chrono::sys_time<hundred_ns>> recording_reader::last_time() const noexcept {
  if (state_->directory.keys.empty()) return std::nullopt;
  return from_filetime(state_->directory.last_time);
}

std::optional<recorded_entry> recording_reader::next() {
  while (const auto entry = state_->next())
    if (is_block_or_gap(*entry))
      return recorded_entry{entry->header.kind, entry->header.stream, from_filetime(entry->header.time),
                            entry->offset};
  return std::nullopt;
}

std::uint64_t recording_reader::position() const noexcept {
  return state_->scanner.position();
}

void recording_reader::move_to(std::uint64_t position) noexcept {
  state_->scanner.move_to(std::max(position, first_entry), state_->directory.end);
}

void recording_reader::rewind() noexcept {
  move_to(first_entry);
}

void recording_reader::seek(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time) {
  const auto wanted = to_filetime(time);
  std::uint64_t from = first_entry;
  std::uint64_t until = std::numeric_limits<std::uint64_t>::max();
  const auto& keys = state_->directory.keys;
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    if (key->stream != stream) continue;
    from = key->offset;
    if (key->time <= wanted) break;
    until = key->offset;
  }
  // From that key on, up to the next one, the last entry that is not later.
  std::uint64_t best = from;
  bool any = false;
  for (move_to(from); const auto entry = next();) {
    if (entry->offset >= until) break;
    if (entry->stream != stream) continue;
    if (any && to_filetime(entry->time) > wanted) break;
    best = entry->offset;
    any = true;
  }
  move_to(best);
}

result<void> recording_reader::read_block(const recorded_entry& entry, byte_buffer& block) {
  auto found = state_->entry_of(entry);
  auto read = found ? state_->chain.read(*found, block) : failure(found.error());
  if (!read) state_->note(entry, read.error());
  return read;
}

result<error> recording_reader::read_gap(const recorded_entry& entry) {
  auto found = state_->entry_of(entry);
  auto read = found ? read_payload(*state_->file, *found, state_->payload) : failure(found.error());
  if (read)
    if (auto reason = decode_gap(state_->payload)) return std::move(*reason);
  if (read) read = failure({.code = errc::malformed_data, .message = "a gap is cut"});
  state_->note(entry, read.error());
  return failure(read.error());
}

result<void> recording_reader::read_titles(std::string_view host, std::string_view value_name,
                                           std::uint64_t position, byte_buffer& table) {
  bool any = false;
  for (const auto& place : state_->directory.titles) {
    const auto* const stream = find_stream(place.stream);
    if (stream == nullptr || stream->host != host) continue;
    if (any && place.offset >= position) break;
    const auto entry = read_entry_at(*state_->file, place.offset);
    if (!entry || entry->header.kind != entry_kind::titles ||
        !read_payload(*state_->file, *entry, state_->payload))
      continue;
    const auto titles = decode_titles(state_->payload);
    if (!titles || titles->value_name != value_name) continue;
    block_decompressor decompressor;
    if (entry->header.encoding == entry_encoding::plain)
      table.assign(titles->table.begin(), titles->table.end());
    else if (entry->header.encoding != entry_encoding::zstd ||
             !decompressor.decompress(titles->table, {}, table))
      continue;
    any = true;
  }
  if (any) return {};
  return failure({.code = errc::not_found,
                  .message = fmt::format("the recording holds no \"{}\" of {}", value_name, host)});
}

std::vector<recording_damage> recording_reader::damages() const {
  std::vector<recording_damage> all;
  for (const auto& range : state_->scanner.damages())
    all.push_back(
        {range.begin, range.end, fmt::format("bytes {:#x} to {:#x} are no entry", range.begin, range.end)});
  all.insert(all.end(), state_->unreadable.begin(), state_->unreadable.end());
  return all;
}

}  // namespace perfdata
