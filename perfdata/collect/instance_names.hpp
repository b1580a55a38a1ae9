// What instances are called: parents in front, duplicates numbered as PDH numbers them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// The name of one instance. A value.
struct instance_name {
  std::string text{};            ///< "parent/name" or "name"; empty for an object without instances
  std::uint32_t occurrence = 0;  ///< among equal texts of the object, in the order of the block

  /// "parent/name#2"; the first of equal names goes without a number.
  /// https://learn.microsoft.com/windows/win32/perfctrs/handling-duplicate-instance-names
  [[nodiscard]] std::string display() const;
};

/// The name of an instance by itself, in UTF-8: UniqueID in decimal when it has no name but an id.
[[nodiscard]] std::string plain_name(const object_type& object, const instance_definition& instance);

/// Names the instances of one block. Parent objects are walked once each, so that naming n instances is
/// O((n + parents) log n) whatever the block says. A value; must not outlive the block.
class instance_namer {
 public:
  explicit instance_namer(const data_block& block) noexcept : block_(&block) {}

  /// In the order of object.instances(). An instance whose parent is not in the block goes by its own name.
  [[nodiscard]] std::vector<instance_name> names_of(const object_type& object);

 private:
  [[nodiscard]] const std::vector<std::string>& parents(std::uint32_t object_index);

  const data_block* block_;
  std::map<std::uint32_t, std::vector<std::string>> parents_;
};

}  // namespace perfdata
