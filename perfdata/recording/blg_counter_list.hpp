// What a binary log says it holds: its counter list and its title tables.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/pdh_raw.hpp>

namespace perfdata {

/// An entry of the list: a counter, or a wildcard over some. A value.
struct blg_counter {
  enum class shape : std::uint8_t {
    value,  ///< one raw counter a sample
    array,  ///< raw counters with the names of their instances
    block,  ///< a whole PERF_DATA_BLOCK, from which the path takes its part
  };

  shape comes_as = shape::value;
  pdh_counter counter{};
  std::int32_t default_scale = 0;
  counter_path path{};  ///< "parent/instance" in one, as counter_path has it

  /// The path of one instance of an array.
  [[nodiscard]] std::string path_of(std::string_view instance, std::uint32_t occurrence) const;
};

/// The entries of a counter list event. One that breaks the format ends the list and is noticed at
/// `offset`, the event's place in the file. Linear.
[[nodiscard]] std::vector<blg_counter> parse_counter_list(byte_view body, std::uint64_t offset,
                                                          log_notices& notices);

/// The title tables of a log's machines, which come in pieces. A resource.
class blg_names {
 public:
  /// All tables of a log together; more is no table.
  static constexpr std::size_t ceiling = std::size_t{64} << 20U;

  /// Takes a names event: the machine, then index and text by turns, as UTF-16 with NULs. A machine whose
  /// names were asked for keeps those: what a column is called does not change.
  void add(byte_view body, std::uint64_t offset, log_notices& notices);

  /// The table of a machine, by its name without backslashes; every Windows' base names where the log has
  /// none. Valid until the next add().
  [[nodiscard]] const title_table& of(const std::string& machine);

 private:
  struct pieces {
    byte_buffer multi_sz{};
    title_table table{};
    bool parsed = false;
  };
  std::map<std::string, pieces> machines_;
  std::size_t size_ = 0;
};

}  // namespace perfdata
