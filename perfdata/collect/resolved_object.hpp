// One object of a block as the paths want it: which bytes are whose values, and what those are called. Found
// out once, and good for as long as the object looks the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <perfdata/collect/catalog.hpp>
#include <perfdata/collect/instance_names.hpp>
#include <perfdata/collect/row.hpp>
#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// Where a number lies in its object; size 0: nowhere.
struct value_place {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;

  /// Zero-extended. None when there is none, or not in these bytes.
  [[nodiscard]] std::optional<std::uint64_t> read(byte_view object) const noexcept;
};

/// What stands in a row of one series, sample after sample.
struct resolved_row {
  std::uint32_t path = 0;    ///< position among the plan's paths
  std::uint64_t serial = 0;  ///< of this series' texts, for those who keep copies of them; never 0
  value_place value{};
  value_place base{};
  value_place multiplier{};
  counter_type type{};
  counter_type_info info{};
  std::uint32_t size = 0;       ///< CounterSize
  std::uint32_t base_size = 0;  ///< of the base; 0 without one
  counter_sample sample{};      ///< the newest one
  bool sampled = false;         ///< whether there is one
  std::string key{};            ///< of the series within its object
  row texts{};                  ///< a row without samples
};

/// What tells one holder of a name from the next: ID Process, ID Thread, Elapsed Time.
struct holder {
  std::uint32_t instance = 0;
  std::vector<std::pair<value_place, std::optional<std::uint64_t>>> marks{};
};

/// A value.
struct resolved_object {
  std::vector<resolved_row> rows{};      ///< by path, then by instance, then by counter
  std::vector<std::uint32_t> matched{};  ///< paths that mean something here, be it in another path's rows
  std::vector<holder> holders{};         ///< of the instances in `rows`
  bool has_parents = false;

  /// Whether every instance still is the same process or thread. `object`: its bytes now, of the same layout.
  [[nodiscard]] bool same_holders(byte_view object) const noexcept;
};

/// Samples of series that were resolved before, by resolved_row::key.
using sample_memory = std::unordered_map<std::string, counter_sample>;

/// Resolves the objects of one block. A value; must not outlive block, plan and names.
class object_resolver {
 public:
  object_resolver(const data_block& block, const query_plan& plan, const source_names& names,
                  std::string machine)
      : plan_(plan), names_(names), machine_(std::move(machine)), namer_(block) {}

  /// `ordinal`: how many objects of the same title index came before this one in the block. Serials are taken
  /// from `serial` on. Samples of series in `memory` become theirs again.
  [[nodiscard]] resolved_object resolve(const object_type& object, std::uint32_t ordinal,
                                        const sample_memory& memory, std::uint64_t& serial);

 private:
  struct object_work;
  [[nodiscard]] bool means(const counter_path& path, const counter_definition& counter) const;
  [[nodiscard]] static std::vector<std::uint32_t> candidates(const counter_path& path, object_work& work);
  [[nodiscard]] const std::vector<counter_definition>& counters_of(const counter_path& path,
                                                                   object_work& work);
  void add_rows(std::uint32_t path, object_work& work);
  [[nodiscard]] resolved_row make_row(const object_work& work, std::uint32_t instance,
                                      const counter_definition& counter, std::string key);

  const query_plan& plan_;
  const source_names& names_;
  std::string machine_;
  instance_namer namer_;
};

}  // namespace perfdata
