#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <vector>

#include <perfdata/recording/blg_events.hpp>
#include <perfdata/recording/blg_records.hpp>

namespace perfdata {
namespace {

constexpr std::uint32_t usual_buffer = 0x10000;
constexpr std::uint32_t smallest_buffer = 1024;

bool is_buffer_size(std::uint32_t size) noexcept {
  return size >= smallest_buffer && size <= blg_events::largest_buffer && size % smallest_buffer == 0;
}

bool has_late_size(std::uint16_t marker) noexcept {
  return std::ranges::find(blg::sized_late, marker) != blg::sized_late.end();
}

bool is_of_counters(const blg::guid& provider) noexcept {
  return std::ranges::equal(provider, blg::provider_of_counters, {},
                            [](const blg::u8& b) { return b.value(); });
}

std::array<std::uint8_t, 16> to_array(const blg::guid& id) noexcept {
  std::array<std::uint8_t, 16> bytes{};
  std::ranges::transform(id, bytes.begin(), [](const blg::u8& b) { return b.value(); });
  return bytes;
}

}  // namespace

bool begins_like_blg(byte_view bytes) noexcept {
  if (bytes.size() < sizeof(blg::buffer_header) + sizeof(blg::system_event_header)) return false;
  const auto& header = wire::overlay<blg::buffer_header>(bytes);
  const auto marker =
      wire::overlay<blg::system_event_header>(bytes.subspan(sizeof(blg::buffer_header))).marker.value();
  return is_buffer_size(header.buffer_size.value()) &&
         (marker == blg::marker_system_32 || marker == blg::marker_system_64);
}

result<std::unique_ptr<blg_events>> blg_events::open(std::unique_ptr<random_file> file) {
  std::unique_ptr<blg_events> events(new blg_events(std::move(file)));
  byte_buffer start(sizeof(blg::buffer_header));
  const auto got = events->file_->read(0, start);
  if (!got) return failure(got.error());
  if (*got < start.size())
    return failure({.code = errc::truncated_data,
                    .message = fmt::format("\"{}\" ends at 0x{:x}, inside its first buffer header",
                                           events->path(), *got)});
  const auto stated = wire::overlay<blg::buffer_header>(byte_view(start)).buffer_size.value();
  events->buffer_size_ = is_buffer_size(stated) ? stated : usual_buffer;
  if (stated != events->buffer_size_)
    events->notices_.add(
        0, fmt::format("the first buffer states a size of {}; taken for {}", stated, usual_buffer));
  events->buffers_ = (events->file_->size() + events->buffer_size_ - 1) / events->buffer_size_;
  events->buffer_.resize(events->buffer_size_);
  if (auto found = events->find_order(); !found) return failure(found.error());
  return events;
}

result<std::int64_t> blg_events::sequence_of(std::uint64_t place) {
  byte_buffer header(sizeof(blg::buffer_header));
  const auto got = file_->read(place * buffer_size_, header);
  if (!got) return failure(got.error());
  const auto& record = wire::overlay<blg::buffer_header>(byte_view(header));
  if (*got < header.size() || record.buffer_size.value() != buffer_size_) return -1;
  return record.sequence_number.value();
}

// The number of a ring's buffers falls once, at the oldest one; the buffers that the ring leaves alone, in
// front of it, have lower numbers still.
result<void> blg_events::find_order() {
  first_kept_ = 1;
  if (buffers_ < 3) return {};
  const auto first = sequence_of(first_kept_);
  const auto last = sequence_of(buffers_ - 1);
  const auto circular = is_circular();
  if (!first || !last || !circular)
    return failure(!first ? first.error() : !last ? last.error() : circular.error());
  if (!*circular && (*first < 0 || *last < 0 || *last > *first)) return {};
  std::vector<std::int64_t> numbers;
  for (std::uint64_t place = 0; place < buffers_; ++place) {
    const auto number = sequence_of(place);
    if (!number) return failure(number.error());
    numbers.push_back(*number < 0 && place != 0 ? numbers.back()
                                                : *number);  // a damaged one stays where it is
  }
  const auto fall = std::adjacent_find(numbers.begin() + 1, numbers.end(), std::greater<>());
  if (fall == numbers.end()) return {};
  oldest_ = static_cast<std::uint64_t>(fall - numbers.begin()) + 1;
  const auto kept =
      std::find_if(numbers.begin() + 1, fall, [&](auto number) { return number > numbers[oldest_]; });
  first_kept_ = static_cast<std::uint64_t>(kept - numbers.begin());
  return {};
}

result<bool> blg_events::is_circular() {
  constexpr std::size_t at = sizeof(blg::buffer_header) + sizeof(blg::system_event_header);
  byte_buffer header(at + sizeof(blg::log_file_header));
  const auto got = file_->read(0, header);
  if (!got) return failure(got.error());
  if (*got < header.size() || !begins_like_blg(header)) return false;
  const auto mode = wire::overlay<blg::log_file_header>(byte_view(header).subspan(at)).log_file_mode.value();
  return (mode & blg::mode_circular) != 0;
}

std::uint64_t blg_events::place_of(std::uint64_t buffer) const noexcept {
  if (in_file_order_ || oldest_ == 0 || buffer < first_kept_) return buffer;
  const std::uint64_t in_ring = buffer - first_kept_ + (oldest_ - first_kept_);
  return first_kept_ + in_ring % (buffers_ - first_kept_);
}

void blg_events::go_to(std::uint64_t buffer) noexcept {
  in_file_order_ = false;
  next_buffer_ = buffer;
  position_ = end_ = 0;
  parts_wanted_ = 0;
  begins_anywhere_ = buffer != 0;
}

void blg_events::go_to_start_of_file() noexcept {
  go_to(0);
  in_file_order_ = true;
}

result<byte_buffer> blg_events::first_buffer() {
  byte_buffer bytes(buffer_size_);
  const auto got = file_->read(0, bytes);
  if (!got) return failure(got.error());
  bytes.resize(*got);
  return bytes;
}

log_progress blg_events::progress() const noexcept {
  return {std::min(next_buffer_ * buffer_size_, file_->size()), file_->size()};
}

result<bool> blg_events::load_next_buffer() {
  while (next_buffer_ < buffers_) {
    buffer_offset_ = place_of(next_buffer_++) * buffer_size_;
    const auto got = file_->read(buffer_offset_, buffer_);
    if (!got) return failure(got.error());
    if (*got < sizeof(blg::buffer_header)) {
      notices_.add(buffer_offset_, fmt::format("the file ends after {} bytes of a buffer", *got));
      continue;
    }
    const auto& header = wire::overlay<blg::buffer_header>(byte_view(buffer_));
    const auto used = header.bytes_used.value();
    if (header.buffer_size.value() != buffer_size_ || used < sizeof(blg::buffer_header) ||
        used > buffer_size_) {
      if (buffer_offset_ == 0) continue;  // noticed when it was opened; it holds ETW's own event only
      notices_.add(buffer_offset_, fmt::format("a buffer that states {} bytes, {} of them used, was skipped",
                                               header.buffer_size.value(), used));
      continue;
    }
    if (used > *got)
      notices_.add(buffer_offset_,
                   fmt::format("the file ends after {} of the {} bytes of a buffer", *got, used));
    if (oldest_ != 0 && !in_file_order_ && buffer_offset_ == oldest_ * buffer_size_) {
      parts_wanted_ = 0;
      begins_anywhere_ = true;
    }
    position_ = sizeof(blg::buffer_header);
    end_ = std::min<std::size_t>(used, *got);
    return true;
  }
  return false;
}

// The next event of ours in the buffer at hand; false at its end.
bool blg_events::next_part(blg_event& event, std::uint32_t& part, std::uint32_t& parts) {
  const byte_view used = byte_view(buffer_).first(end_);
  while (fits(position_, sizeof(blg::record_header), end_)) {
    const std::size_t here = position_;
    const byte_view rest = used.subspan(here);
    const auto marker = wire::overlay<std::array<blg::u16, 4>>(rest)[1].value();
    const std::size_t size =
        wire::overlay<std::array<blg::u16, 4>>(rest)[has_late_size(marker) ? 2U : 0U].value();
    if (size < sizeof(blg::record_header) || size > rest.size()) {
      notices_.add(
          buffer_offset_ + here,
          fmt::format("an event states {} bytes where {} are left; the rest of its buffer was skipped", size,
                      rest.size()));
      position_ = end_;
      return false;
    }
    position_ = here + align8(size);
    const bool is_full = marker == blg::marker_event_32 || marker == blg::marker_event_64;
    if (!is_full || size < sizeof(blg::event_header) + sizeof(blg::part_header)) continue;
    const auto& header = wire::overlay<blg::event_header>(rest);
    if (!is_of_counters(header.provider)) continue;
    const auto& of_part = wire::overlay<blg::part_header>(rest.subspan(sizeof(blg::event_header)));
    part = of_part.part.value();
    parts = of_part.parts.value();
    event = {.type = header.type.value(),
             .time = header.time_stamp.value(),
             .log = to_array(of_part.log),
             .body = rest.first(size).subspan(sizeof(blg::event_header) + sizeof(blg::part_header)),
             .offset = buffer_offset_ + here};
    return true;
  }
  return false;
}

void blg_events::drop_unfinished() {
  if (parts_wanted_ != 0)
    notices_.add(first_part_.offset,
                 fmt::format("an event of {} parts was skipped: the one after part {} is missing",
                             parts_wanted_, parts_joined_));
  parts_wanted_ = 0;
}

// True when `event` is whole, its parts put together if it had any.
bool blg_events::join(blg_event& event, std::uint32_t part, std::uint32_t parts) {
  const bool continues = parts_wanted_ != 0 && part == parts_joined_ + 1 && parts == parts_wanted_ &&
                         event.type == first_part_.type && event.log == first_part_.log;
  if (!continues) {
    drop_unfinished();
    if (part == 1) begins_anywhere_ = false;
    if (part == 1 && parts == 1) return true;
    if (part != 1 || parts == 0) {
      if (!begins_anywhere_)
        notices_.add(event.offset,
                     fmt::format("part {} of {} was skipped: the parts before it are missing", part, parts));
      return false;
    }
    first_part_ = event;
    joined_.clear();
    parts_joined_ = 0;
    parts_wanted_ = parts;
  }
  if (event.body.size() > largest_event - joined_.size()) {
    notices_.add(first_part_.offset,
                 fmt::format("an event of more than {} bytes was skipped", largest_event));
    parts_wanted_ = 0;
    return false;
  }
  joined_.insert(joined_.end(), event.body.begin(), event.body.end());
  if (++parts_joined_ != parts_wanted_) return false;
  parts_wanted_ = 0;
  event = first_part_;
  event.body = joined_;
  return true;
}

result<bool> blg_events::next(blg_event& event) {
  std::uint32_t part = 0;
  std::uint32_t parts = 0;
  for (;;) {
    while (next_part(event, part, parts))
      if (join(event, part, parts)) return true;
    const auto loaded = load_next_buffer();
    if (!loaded) return failure(loaded.error());
    if (!*loaded) break;
  }
  drop_unfinished();
  return false;
}

}  // namespace perfdata
