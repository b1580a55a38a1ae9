// What the small entries of a recording hold: streams, gaps, indexes, and the name in front of a title table.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/clock.hpp>
#include <perfdata/base/error.hpp>
#include <perfdata/recording/recording_format.hpp>

namespace perfdata {

/// A host and what it is asked for. A value.
struct recorded_stream {
  std::uint16_t id = 0;
  std::string host{};        ///< as the person who recorded called it; tells hosts of one file apart
  std::string machine{};     ///< counter_source::machine() of the source
  std::string value_name{};  ///< what was asked for: "Global", "2 238"
};

/// Where an entry stands. A value.
struct entry_place {
  entry_kind kind{};
  std::uint16_t stream = 0;
  std::int64_t time = 0;     ///< FILETIME
  std::uint64_t offset = 0;  ///< from the start of the file
};

/// A title table with the value name that it answered; `table` is encoded as the entry's header says.
struct recorded_titles {
  std::string value_name{};
  byte_view table{};  ///< into the payload
};

/// What a recorder wants remembered at a moment: not an answer of any machine. A value.
struct recording_note {
  std::chrono::sys_time<hundred_ns> time{};                       ///< the entry header's business
  std::string about{};                                            ///< "run start", "run end"
  std::vector<std::pair<std::string, std::string>> properties{};  ///< keys may repeat

  /// The first value of `key`; empty when there is none.
  [[nodiscard]] std::string_view value_of(std::string_view key) const noexcept {
    for (const auto& [name, value] : properties)
      if (name == key) return value;
    return {};
  }
};

[[nodiscard]] byte_buffer encode_stream(const recorded_stream& stream);
/// Nothing when the payload is cut. `id` is the header's business.
[[nodiscard]] std::optional<recorded_stream> decode_stream(byte_view payload);

[[nodiscard]] byte_buffer encode_gap(const error& reason);
/// Nothing when the payload is cut. A code that this version does not know becomes errc::system_failure.
[[nodiscard]] std::optional<error> decode_gap(byte_view payload);

[[nodiscard]] byte_buffer encode_titles(std::string_view value_name, byte_view table);
[[nodiscard]] std::optional<recorded_titles> decode_titles(byte_view payload);

[[nodiscard]] byte_buffer encode_note(const recording_note& note);
/// Nothing when the payload is cut.
[[nodiscard]] std::optional<recording_note> decode_note(byte_view payload);

/// `offset`: where the index entry itself stands; the places are written as distances from it.
[[nodiscard]] byte_buffer encode_index(std::uint64_t offset, const std::vector<entry_place>& places);
/// Nothing when the payload is cut or a place does not lie before the index.
[[nodiscard]] std::optional<std::vector<entry_place>> decode_index(std::uint64_t offset, byte_view payload);

}  // namespace perfdata
