// Which series an instance is: labels that no other instance of its object has.
#pragma once

#include "monitor/fleet/fleet_config.hpp"
#include "monitor/fleet/metric.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <perfdata/collect/instance_names.hpp>

namespace perfdata::fleet {

/// An instance that a module wants. A value; must not outlive the block.
struct labelled_instance {
  instance_definition instance;
  std::string
      identity{};  ///< the same as long as it is the same process, thread or name; empty unless asked for
  label_set labels{};
};

/// The wanted instances of an object, in the order of the block. An instance's label is called after its
/// object: `process="svchost"`; where the object has them, `pid` and `tid` tell namesakes apart, so that a
/// series does not change hands when one of them ends. Elsewhere namesakes are numbered as PDH numbers them
/// (`#1`). Whatever the block says, no two instances get the same labels.
/// `identities`: whether they are told, too.
[[nodiscard]] std::vector<labelled_instance> label_instances(const object_type& object, instance_namer& namer,
                                                             std::string_view label_name,
                                                             const object_choice& choice, bool totals,
                                                             bool identities = false);

}  // namespace perfdata::fleet
