// Any bytes as a recording: whatever is there is read to its end, found by time, and replayed; and a reader
// never claims an entry beyond the file. With and without the checksums put right, so that the fuzzer gets
// behind them.
#include "tests/fuzz/fuzz_target.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

#include <perfdata/connection/timeline.hpp>
#include <perfdata/recording/recording_format.hpp>
#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/recording/replay_source.hpp>

using namespace perfdata;

namespace {

/// A file without a name. A resource.
class memory_file {
 public:
  explicit memory_file(byte_view bytes) : descriptor_(::memfd_create("recording", MFD_CLOEXEC)) {
    if (descriptor_ < 0 ||
        ::write(descriptor_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      std::abort();
  }
  memory_file(const memory_file&) = delete;
  memory_file& operator=(const memory_file&) = delete;
  ~memory_file() { ::close(descriptor_); }

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

constexpr std::size_t most_entries = 200;  // of a run; each may stand for much

void replay(const std::string& path) {
  for (const auto& host : recorded_hosts(path)) {
    const auto source = open_replay_source(path, host.name);
    if (!source) continue;
    byte_buffer answer;
    (void)(*source)->query("Counter 009", answer);
    for (std::size_t i = 0; i < most_entries; ++i) {
      const auto moment = (*source)->recorded()->upcoming();
      const auto answered = (*source)->query(i % 2 == 0 ? "Global" : "238 4", answer);
      if (!answered && answered.error().code == errc::end_of_recording) break;
      if (i == 5 && moment) (*source)->recorded()->seek(*moment);
    }
    (void)(*source)->recorded()->damages();
    return;  // the other hosts are no other code
  }
}

void read(byte_view bytes) {
  const memory_file file(bytes);
  const auto reader = recording_reader::open(file.path());
  if (!reader) return;
  byte_buffer block;
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < most_entries; ++i) {
    const auto entry = (*reader)->next();
    if (!entry) break;
    if (entry->offset < end || entry->offset + entry_header_size > bytes.size()) std::abort();
    end = entry->offset + entry_header_size;
    if (entry->kind == entry_kind::gap)
      (void)(*reader)->read_gap(*entry);
    else if ((*reader)->read_block(*entry, block) && block.size() > recorded_block_ceiling)
      std::abort();
  }
  if (const auto first = (*reader)->first_time())
    for (const auto& stream : std::vector((*reader)->streams().begin(), (*reader)->streams().end())) {
      (*reader)->seek(stream.id, *first);
      (void)(*reader)->next();
      break;
    }
  for (const auto& damage : (*reader)->damages())
    if (damage.begin >= bytes.size() || damage.what.empty()) std::abort();
  replay(file.path());
}

void store(byte_buffer& bytes, std::size_t offset, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<std::byte>(value >> (8 * i));
}

// Wherever a mark stands, the sums are made to fit what follows, as a hostile writer would.
byte_buffer with_right_checksums(byte_view bytes) {
  byte_buffer repaired(bytes.begin(), bytes.end());
  for (std::size_t i = 0; i < std::min(repaired.size(), recording_signature.size()); ++i)
    repaired[i] = static_cast<std::byte>(recording_signature[i]);
  for (std::size_t at = find_entry_mark(repaired, 0); at + entry_header_size <= repaired.size();
       at = find_entry_mark(repaired, at + 1)) {
    std::uint32_t size = 0;
    for (std::size_t i = 4; i-- > 0;)
      size = size << 8U | std::to_integer<std::uint32_t>(repaired[at + 12 + i]);
    if (!fits(at + entry_header_size, size, repaired.size())) continue;
    store(repaired, at + 8, crc32c(byte_view(repaired).subspan(at + entry_header_size, size)));
    store(repaired, at + 4, crc32c(byte_view(repaired).subspan(at + 8, entry_header_size - 8)));
  }
  return repaired;
}

}  // namespace

void fuzz_one(byte_view bytes) {
  read(bytes);
  read(with_right_checksums(bytes));
}
