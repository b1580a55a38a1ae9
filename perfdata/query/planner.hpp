// Which objects a set of paths needs, and whether a path means a given object, counter or instance.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata {

/// A path whose object is known by its title indexes.
struct planned_path {
  counter_path path{};
  std::vector<std::uint32_t>
      objects{};  ///< candidates, as one name may have several indexes; empty: the name is a wildcard
};

/// What to ask for, and what for. A value.
struct query_plan {
  std::string value_name{};  ///< "2 238", or "Global" when an object is a wildcard
  std::vector<planned_path> paths{};
  std::vector<std::uint32_t> objects{};  ///< title indexes of all that is asked for, ascending; empty for
                                         ///< everything
};

/// Asks only for the objects that the paths need, each once, in ascending order. An object's name is looked
/// for in `names` and, where that does not know it, in `other_languages`, in their order. Errors:
/// errc::not_found naming the object when its name is neither an index nor in any table.
[[nodiscard]] result<query_plan> plan_query(std::vector<counter_path> paths, const title_table& names,
                                            std::span<const title_table> other_languages = {});

/// Whether the path means this object. `name` may be empty when no table knows it.
[[nodiscard]] bool matches_object(const planned_path& planned, std::uint32_t title_index,
                                  std::string_view name) noexcept;

/// Whether the path means this counter: by index when it is all digits, else by name with wildcards.
[[nodiscard]] bool matches_counter(const counter_path& path, std::uint32_t title_index,
                                   std::string_view name) noexcept;

/// Whether the path means this instance. `text` is "parent/name" without "#n", `occurrence` counts equal
/// texts from 0. Without a wildcard and without #n the first of equal names is meant, as PDH has it.
[[nodiscard]] bool matches_instance(const counter_path& path, std::string_view text,
                                    std::uint32_t occurrence) noexcept;

}  // namespace perfdata
