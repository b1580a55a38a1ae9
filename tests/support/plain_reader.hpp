// A second reader of the format, for comparison only: it copies everything into plain structs, checks each
// step where it is taken, refuses a block at the first contradiction, and shares no code with perfdata/view.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include <perfdata/base/bytes.hpp>

namespace perfdata::test {

struct plain_counter {
  std::uint32_t title_index = 0;
  std::uint32_t help_index = 0;
  std::int32_t default_scale = 0;
  std::uint32_t detail_level = 0;
  std::uint32_t type = 0;
  std::uint32_t size = 0;
  std::uint32_t offset = 0;
};

struct plain_value {
  std::optional<std::uint64_t> number{};      ///< when the size is 1, 2, 4 or 8 and the bytes are there
  std::string bytes{};                        ///< `size` of them, or none
  std::optional<std::uint32_t> multiplier{};  ///< of multi counters
};

struct plain_instance {
  bool has_definition = false;
  std::string name{};  ///< UTF-8
  std::uint32_t parent_object = 0;
  std::uint32_t parent_instance = 0;
  std::int32_t unique_id = -1;
  std::vector<plain_value> values{};  ///< in the order of the object's counters
};

struct plain_object {
  std::uint32_t title_index = 0;
  std::uint32_t help_index = 0;
  std::uint32_t detail_level = 0;
  std::int32_t default_counter = 0;
  std::int32_t stated_instances = 0;
  std::uint32_t code_page = 0;
  std::int64_t perf_time = 0;
  std::int64_t perf_freq = 0;
  std::size_t offset = 0;
  std::vector<plain_counter> counters{};
  std::vector<plain_instance> instances{};
};

struct plain_block {
  std::string system_name{};
  std::uint32_t version = 0;
  std::uint32_t revision = 0;
  std::int32_t default_object = 0;
  std::int64_t perf_time = 0;
  std::int64_t perf_freq = 0;
  std::int64_t perf_time_100ns = 0;
  std::vector<plain_object> objects{};
};

/// Everything in `bytes`, or a sentence about the first thing that contradicts the format. Two habits of real
/// producers are no contradiction: NumObjectTypes counts, not TotalByteLength, and the values of an object's
/// last instance may lie behind its counter block's ByteLength as long as they lie inside the object.
[[nodiscard]] tl::expected<plain_block, std::string> read_plainly(byte_view bytes);

struct plain_title {
  std::uint32_t index = 0;
  std::string text{};
  friend bool operator==(const plain_title&, const plain_title&) = default;
};

/// The pairs of a sound REG_MULTI_SZ of index and text, in its order.
[[nodiscard]] tl::expected<std::vector<plain_title>, std::string> read_titles_plainly(byte_view multi_sz);

}  // namespace perfdata::test
