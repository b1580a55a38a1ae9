#include <algorithm>
#include <array>

#include <perfdata/recording/recording_payload.hpp>

namespace perfdata {
namespace {

struct code_name {
  errc code;
  std::string_view name;
};

constexpr auto code_names = std::to_array<code_name>({
    {errc::malformed_data, "malformed_data"},
    {errc::truncated_data, "truncated_data"},
    {errc::not_found, "not_found"},
    {errc::invalid_argument, "invalid_argument"},
    {errc::unsupported, "unsupported"},
    {errc::access_denied, "access_denied"},
    {errc::logon_failed, "logon_failed"},
    {errc::unreachable, "unreachable"},
    {errc::timed_out, "timed_out"},
    {errc::connection_lost, "connection_lost"},
    {errc::too_large, "too_large"},
    {errc::system_failure, "system_failure"},
});

std::string_view name_of(errc code) {
  const auto* const found = std::ranges::find(code_names, code, &code_name::code);
  return found == code_names.end() ? "system_failure" : found->name;
}

errc code_of(std::string_view name) {
  const auto* const found = std::ranges::find(code_names, name, &code_name::name);
  return found == code_names.end() ? errc::system_failure : found->code;
}

template <class Integer>
void put(byte_buffer& out, Integer value) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i)
    out.push_back(static_cast<std::byte>(static_cast<std::uint64_t>(value) >> (8 * i)));
}

void put_text(byte_buffer& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  for (const char c : text) out.push_back(static_cast<std::byte>(c));
}

// The first thing that is not there makes all that follow empty; one look at ok() at the end is enough.
class cursor {
 public:
  explicit cursor(byte_view bytes) noexcept : bytes_(bytes) {}

  template <class Integer>
  [[nodiscard]] Integer take() {
    std::uint64_t value = 0;
    const auto part = take_bytes(sizeof(Integer));
    for (std::size_t i = part.size(); i-- > 0;) value = value << 8U | std::to_integer<std::uint64_t>(part[i]);
    return static_cast<Integer>(value);
  }

  [[nodiscard]] std::string take_text() {
    std::string text;
    for (const std::byte b : take_bytes(take<std::uint32_t>())) text += static_cast<char>(b);
    return text;
  }

  [[nodiscard]] byte_view rest() const noexcept { return bytes_; }
  [[nodiscard]] bool ok() const noexcept { return ok_; }

 private:
  byte_view take_bytes(std::size_t size) {
    ok_ = ok_ && size <= bytes_.size();
    if (!ok_) return {};
    const auto part = bytes_.first(size);
    bytes_ = bytes_.subspan(size);
    return part;
  }

  byte_view bytes_;
  bool ok_ = true;
};

constexpr std::size_t index_record_size = 20;

}  // namespace

byte_buffer encode_stream(const recorded_stream& stream) {
  byte_buffer out;
  put_text(out, stream.host);
  put_text(out, stream.machine);
  put_text(out, stream.value_name);
  return out;
}

std::optional<recorded_stream> decode_stream(byte_view payload) {
  cursor in(payload);
  recorded_stream stream;
  stream.host = in.take_text();
  stream.machine = in.take_text();
  stream.value_name = in.take_text();
  return in.ok() ? std::optional(std::move(stream)) : std::nullopt;
}

byte_buffer encode_gap(const error& reason) {
  byte_buffer out;
  put_text(out, name_of(reason.code));
  put_text(out, reason.message);
  put_text(out, reason.advice);
  return out;
}

std::optional<error> decode_gap(byte_view payload) {
  cursor in(payload);
  error reason;
  reason.code = code_of(in.take_text());
  reason.message = in.take_text();
  reason.advice = in.take_text();
  return in.ok() ? std::optional(std::move(reason)) : std::nullopt;
}

byte_buffer encode_titles(std::string_view value_name, byte_view table) {
  byte_buffer out;
  put_text(out, value_name);
  out.insert(out.end(), table.begin(), table.end());
  return out;
}

std::optional<recorded_titles> decode_titles(byte_view payload) {
  cursor in(payload);
  recorded_titles titles;
  titles.value_name = in.take_text();
  titles.table = in.rest();
  return in.ok() ? std::optional(std::move(titles)) : std::nullopt;
}

byte_buffer encode_note(const recording_note& note) {
  byte_buffer out;
  put_text(out, note.about);
  for (const auto& [key, value] : note.properties) {
    put_text(out, key);
    put_text(out, value);
  }
  return out;
}

std::optional<recording_note> decode_note(byte_view payload) {
  cursor in(payload);
  recording_note note;
  note.about = in.take_text();
  while (in.ok() && !in.rest().empty()) {
    std::string key = in.take_text();
    note.properties.emplace_back(std::move(key), in.take_text());
  }
  return in.ok() ? std::optional(std::move(note)) : std::nullopt;
}

byte_buffer encode_index(std::uint64_t offset, const std::vector<entry_place>& places) {
  byte_buffer out;
  put(out, static_cast<std::uint32_t>(places.size()));
  for (const auto& place : places) {
    put(out, static_cast<std::uint8_t>(place.kind));
    put(out, std::uint8_t{0});
    put(out, place.stream);
    put(out, place.time);
    put(out, offset - place.offset);
  }
  return out;
}

std::optional<std::vector<entry_place>> decode_index(std::uint64_t offset, byte_view payload) {
  cursor in(payload);
  const std::size_t count = in.take<std::uint32_t>();
  if (!in.ok() || count > in.rest().size() / index_record_size) return std::nullopt;
  std::vector<entry_place> places(count);
  for (auto& place : places) {
    place.kind = static_cast<entry_kind>(in.take<std::uint8_t>());
    (void)in.take<std::uint8_t>();
    place.stream = in.take<std::uint16_t>();
    place.time = in.take<std::int64_t>();
    const auto back = in.take<std::uint64_t>();
    if (back == 0 || back > offset) return std::nullopt;
    place.offset = offset - back;
  }
  return in.ok() ? std::optional(std::move(places)) : std::nullopt;
}

}  // namespace perfdata
