// Samples of a log as PERF_DATA_BLOCKs: what the log's columns were before PDH took them apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/numbered_names.hpp>

namespace perfdata {

/// What becomes of values that a log has as finished numbers only.
enum class finished_numbers : std::uint8_t {
  left_out,
  as_doubles,  ///< PERF_DOUBLE_RAW, which cooks to the number; one that is missing is a NaN, which cooks to
               ///< none
};

/// An object of a machine, as the columns have it. A value.
struct logged_object {
  std::string machine{};  ///< as the paths spell it; may be empty
  std::string object{};
  std::uint32_t title_index = 0;
};

/// A resource.
class log_blocks {
 public:
  explicit log_blocks(finished_numbers numbers) : numbers_(numbers) {}

  /// Takes in the columns that are new since the last call. Columns that are no counter paths are passed
  /// over.
  void learn(std::span<const log_column> columns);

  /// In the order of the columns; none moves or goes.
  [[nodiscard]] std::span<const logged_object> objects() const noexcept { return objects_; }

  /// What of `sample` the given of objects() have, which are of one machine. Nothing when they have nothing.
  /// Instances that hold different counters are object records of their own, so that no value is made up;
  /// records keep their order from call to call, and one that is empty at a moment stands there empty.
  /// The clocks of one moment are one: each is taken from the first counter that kept it. Linear in the
  /// objects' columns.
  [[nodiscard]] std::optional<byte_buffer> block(std::span<const std::size_t> objects,
                                                 std::span<const log_column> columns,
                                                 const log_sample& sample);

  /// The names of all objects and counters.
  [[nodiscard]] const numbered_names& names() const noexcept { return names_; }

 private:
  struct cell {
    std::uint32_t counter = 0;  // title index
    std::size_t column = 0;
  };
  struct row {
    std::optional<std::string> instance{};  // none: an object without instances
    std::vector<cell> cells{};              // in the order in which the counters turned up
  };
  static constexpr std::size_t most_shapes = 64;  // of one object; more are not kept in order
  struct field {
    std::uint32_t counter = 0;
    counter_type type{};
    std::uint32_t size = 0;
    std::uint32_t base_size = 0;
    std::int32_t default_scale = 0;
    friend bool operator==(const field&, const field&) = default;
    friend bool operator<(const field& a, const field& b) noexcept {
      return std::tie(a.counter, a.type, a.size, a.base_size, a.default_scale) <
             std::tie(b.counter, b.type, b.size, b.base_size, b.default_scale);
    }
  };
  struct table {
    std::vector<row> rows{};
    std::vector<std::vector<field>> shapes{};  // of instances, as they turned up
    std::map<std::optional<std::string>, std::size_t> row_of{};
    std::unordered_map<std::uint32_t, std::size_t> rank_of{};  // of counters, as they turned up
  };
  class writing;

  void place(const log_column& column, std::size_t position);

  finished_numbers numbers_;
  numbered_names names_;
  std::vector<logged_object> objects_;
  std::vector<table> tables_;  // of objects_
  std::unordered_map<std::string, std::size_t> table_of_;
  std::size_t seen_ = 0;
};

}  // namespace perfdata
