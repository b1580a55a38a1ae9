// Whole PERF_DATA_BLOCKs as samples of columns. What an object looked like is remembered, so that a block
// with the same counters and instances costs no text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include <perfdata/names/title_table.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// Which counters of a block are meant. A value.
struct block_selection {
  /// Wildcards by name; empty: everything.
  std::vector<counter_path> paths{};
};

/// A resource. The columns must outlive it.
class block_columns {
 public:
  block_columns(column_list& columns, block_selection selection)
      : columns_(columns), selection_(std::move(selection)) {}

  /// Puts what is meant of the block into `sample`, its columns added where they are new; `sample.raw` is
  /// made long enough. An instance that another process took over is named in `sample.fresh`. Linear in the
  /// block. Returns how many values found no column because there are too many.
  std::size_t take(const data_block& block, const title_table& names, log_sample& sample);

 private:
  static constexpr std::size_t most_objects = std::size_t{1} << 16U;  // of all machines; more are forgotten
  static constexpr std::size_t most_rows = std::size_t{1} << 20U;     // of one object
  static constexpr std::uint32_t not_wanted = ~std::uint32_t{0};

  struct shape_of_instance {
    byte_buffer name{};
    std::uint32_t parent_object = 0;
    std::uint32_t parent_instance = 0;
    std::int32_t unique_id = 0;
    std::size_t row = 0;  // of the columns
  };
  struct shape_of_object {
    byte_buffer definitions{};
    std::vector<std::uint32_t> counters{};  // positions of the definitions that are wanted
    std::vector<shape_of_instance> instances{};
    std::unordered_map<std::string, std::size_t>
        rows{};                            // by what an instance is called, all there ever were
    std::vector<std::uint32_t> columns{};  // rows by counters
    std::vector<std::uint64_t> owners{};   // by row: a process and when it started; 0 where there is none
    std::size_t without_column = 0;
  };
  using key = std::pair<std::string, std::uint32_t>;  // machine's bytes, title index
  struct key_hash {
    std::size_t operator()(const key& k) const noexcept {
      return std::hash<std::string>{}(k.first) * 31 + k.second;
    }
  };

  void learn_counters(shape_of_object& shape, const object_type& object, const title_table& names) const;
  void learn_instances(shape_of_object& shape, const data_block& block, const object_type& object,
                       const title_table& names);
  std::size_t add_row(shape_of_object& shape, const object_type& object, const title_table& names,
                      counter_path path, std::uint32_t occurrence);
  static void read_values(shape_of_object& shape, const data_block& block, const object_type& object,
                          log_sample& sample);
  [[nodiscard]] bool is_meant(const object_type& object, const counter_definition& counter,
                              const counter_path& path, std::uint32_t occurrence) const;
  [[nodiscard]] static bool has_same_instances(const shape_of_object& shape, const object_type& object);

  column_list& columns_;
  block_selection selection_;
  std::unordered_map<key, shape_of_object, key_hash> shapes_;
};

}  // namespace perfdata
