#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include <perfdata/recording/recording_directory.hpp>

namespace perfdata {
namespace {

struct found_index {
  found_entry entry{};
  std::vector<entry_place> places{};
};

std::optional<found_index> read_index(const readable_file& file, const found_entry& entry) {
  byte_buffer payload;
  if (entry.header.kind != entry_kind::index || !read_payload(file, entry, payload)) return std::nullopt;
  auto places = decode_index(entry.offset, payload);
  if (!places) return std::nullopt;
  return found_index{entry, std::move(*places)};
}

// Looks through ever larger parts of the file's end. An index follows at least each MiB, or each 128th of the
// file, so that few are looked through.
std::optional<found_index> find_last_index(const readable_file& file, std::uint64_t size) {
  for (std::uint64_t part = std::uint64_t{1} << 20U;; part *= 8) {
    const std::uint64_t from = size - first_entry > part ? size - part : first_entry;
    std::optional<found_index> last;
    entry_scanner scanner(file, from, size);
    while (const auto entry = scanner.next())
      if (auto index = read_index(file, *entry)) last = std::move(index);
    if (last || from == first_entry) return last;
  }
}

class directory_reading {
 public:
  explicit directory_reading(const readable_file& file) : file_(file), size_(file.size()) {}

  recording_directory read() {
    directory_.end = first_entry;
    if (size_ <= first_entry) return std::move(directory_);
    auto places = indexed_places();
    const std::uint64_t tail = directory_.end;
    scan(tail, size_, directory_.unindexed);
    places.insert(places.end(), directory_.unindexed.begin(), directory_.unindexed.end());
    for (const auto& place : places) enter(place);
    return std::move(directory_);
  }

 private:
  // From the last index back to the first; where the chain breaks, what lies before is scanned.
  std::vector<entry_place> indexed_places() {
    std::vector<std::vector<entry_place>> parts;
    auto index = find_last_index(file_, size_);
    if (index) {
      directory_.last_index = index->entry.offset;
      directory_.end = index->entry.end();
      directory_.last_time = index->entry.header.time;
    }
    while (index) {
      parts.push_back(std::move(index->places));
      const found_entry entry = index->entry;
      index.reset();
      if (entry.header.reference == 0) break;
      const std::uint64_t before =
          entry.offset - std::min<std::uint64_t>(entry.header.reference, entry.offset);
      if (const auto older = read_entry_at(file_, before)) index = read_index(file_, *older);
      if (!index) scan(first_entry, before, parts.emplace_back());
    }
    std::vector<entry_place> places;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
      places.insert(places.end(), part->begin(), part->end());
    return places;
  }

  void scan(std::uint64_t from, std::uint64_t to, std::vector<entry_place>& places) {
    entry_scanner scanner(file_, from, to);
    while (const auto entry = scanner.next()) {
      if (entry->end() > directory_.end) {
        directory_.end = entry->end();
        directory_.last_time = entry->header.time;
      }
      if (belongs_into_index(entry->header))
        places.push_back({entry->header.kind, entry->header.stream, entry->header.time, entry->offset});
    }
    directory_.damages.insert(directory_.damages.end(), scanner.damages().begin(), scanner.damages().end());
  }

  void enter(const entry_place& place) {
    if (place.kind == entry_kind::titles) directory_.titles.push_back(place);
    if (place.kind == entry_kind::block) directory_.keys.push_back(place);
    if (place.kind == entry_kind::stream) enter_stream(place);
  }

  // Written again and again, so that no damage takes a stream's name.
  void enter_stream(const entry_place& place) {
    if (std::ranges::find(directory_.streams, place.stream, &recorded_stream::id) != directory_.streams.end())
      return;
    const auto entry = read_entry_at(file_, place.offset);
    byte_buffer payload;
    if (!entry || entry->header.kind != entry_kind::stream || !read_payload(file_, *entry, payload)) return;
    auto stream = decode_stream(payload);
    if (!stream) return;
    stream->id = entry->header.stream;
    directory_.streams.push_back(std::move(*stream));
  }

  const readable_file& file_;
  std::uint64_t size_;
  recording_directory directory_;
};

error no_recording(const readable_file& file, std::string_view text) {
  const auto version_at = recording_signature.find('1');
  if (text.substr(0, version_at) == recording_signature.substr(0, version_at))
    return {.code = errc::unsupported,
            .message = fmt::format("\"{}\" is a recording of a version that this program does not know",
                                   file.path()),
            .advice = "use a newer perfdata"};
  return {.code = errc::unsupported,
          .message = fmt::format("\"{}\" is no recording: it does not begin as one", file.path())};
}

}  // namespace

bool belongs_into_index(const entry_header& header) noexcept {
  return header.kind == entry_kind::stream || header.kind == entry_kind::titles ||
         (header.kind == entry_kind::block && header.reference == 0);
}

result<recording_directory> read_directory(const readable_file& file) {
  std::array<std::byte, recording_signature.size()> start{};
  std::string text;
  for (const std::byte b : std::span(start).first(file.read_at(0, start))) text += static_cast<char>(b);
  if (text != recording_signature) return failure(no_recording(file, text));
  return directory_reading(file).read();
}

}  // namespace perfdata
