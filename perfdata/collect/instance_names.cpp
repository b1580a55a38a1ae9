#include <fmt/format.h>
#include <unordered_map>

#include <perfdata/base/code_page.hpp>
#include <perfdata/collect/instance_names.hpp>

namespace perfdata {
std::string instance_name::display() const {
  return occurrence == 0 ? text : fmt::format("{}#{}", text, occurrence);
}

std::string plain_name(const object_type& object, const instance_definition& instance) {
  std::string name = object.code_page() == 0 ? to_utf8(instance.name())
                                             : code_page_to_utf8(object.code_page(), instance.name_bytes());
  if (name.empty() && instance.unique_id() != wire::no_unique_id)
    return fmt::format("{}", instance.unique_id());
  return name;
}

const std::vector<std::string>& instance_namer::parents(std::uint32_t object_index) {
  const auto [entry, is_new] = parents_.try_emplace(object_index);
  if (is_new)
    if (const auto object = block_->find_object(object_index))
      for (const instance_definition instance : object->instances())
        entry->second.push_back(plain_name(*object, instance));
  return entry->second;
}

std::vector<instance_name> instance_namer::names_of(const object_type& object) {
  std::vector<instance_name> names;
  names.reserve(object.instances().size());
  std::unordered_map<std::string, std::uint32_t> seen;
  for (const instance_definition instance : object.instances()) {
    instance_name name{.text = plain_name(object, instance)};
    if (instance.parent_object() != 0) {
      const auto& candidates = parents(instance.parent_object());
      if (instance.parent_instance() < candidates.size())
        name.text.insert(0, candidates[instance.parent_instance()] + '/');
    }
    name.occurrence = seen[name.text]++;
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace perfdata
