// One sample event of a binary log becomes a sample of columns.
#pragma once

#include <cstdint>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/recording/blg_counter_list.hpp>
#include <perfdata/recording/block_columns.hpp>
#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/pdh_raw.hpp>

namespace perfdata {

/// What one counter list of a log leads to. A resource; columns, names and notices must outlive it.
class blg_sample_decoder {
 public:
  blg_sample_decoder(std::vector<blg_counter> list, column_list& columns, blg_names& names,
                     log_notices& notices);

  /// Fills `sample.raw` and `sample.fresh`, both of which are overwritten. What breaks the format is left out
  /// and noticed at `offset`, the event's place in the file. Linear in the body.
  void decode(byte_view body, std::uint64_t offset, log_sample& sample);

  /// Adds the columns that the list names without a wildcard, for a log without samples. A sample adds its
  /// own in the order of the list, those of a wildcard at its place, as PDH has them.
  void name_columns();

  /// Whether a further sample may bring columns: those of a wildcard, or one that none has had yet.
  [[nodiscard]] bool may_grow() const noexcept { return has_wildcards_ || unnamed_ != 0; }

 private:
  static constexpr std::uint32_t no_column = ~std::uint32_t{0};

  struct entry {
    blg_counter what{};
    pdh_raw_reading reading{};
    std::uint32_t column = no_column;  // of a value
    // The instances of an array as they were last: the bytes of their names and where each begins.
    byte_buffer names{};
    std::vector<std::uint32_t> name_offsets{};
    std::vector<std::uint32_t> columns{};
  };

  void name_column(entry& of);
  void decode_record(std::uint32_t type, byte_view record, std::uint64_t offset, log_sample& sample);
  void decode_value(byte_view record, entry& of, log_sample& sample);
  void decode_array(byte_view record, entry& of, std::uint64_t offset, log_sample& sample);
  void decode_block(byte_view record, std::uint64_t offset, log_sample& sample);
  void learn_array(byte_view record, std::size_t count, entry& of);
  [[nodiscard]] entry* next_entry(blg_counter::shape comes_as, std::uint64_t offset);

  std::vector<entry> entries_;  // of values and arrays
  std::size_t position_ = 0;    // among them, in the sample at hand
  column_list& columns_;
  blg_names& names_;
  log_notices& notices_;
  block_columns blocks_;
  bool has_wildcards_ = false;
  bool has_blocks_ = false;
  std::size_t unnamed_ = 0;  // entries of values without a column
};

}  // namespace perfdata
