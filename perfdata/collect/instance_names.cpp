#include <fmt/format.h>
#include <unordered_map>

#include <perfdata/base/code_page.hpp>
#include <perfdata/collect/instance_names.hpp>
#include <perfdata/view/utf8_names.hpp>

namespace perfdata {
std::string instance_name::display() const {
  return occurrence == 0 ? text : fmt::format("{}#{}", text, occurrence);
}

namespace {

void number_nameless(std::string& name, const instance_definition& instance) {
  if (name.empty() && instance.unique_id() != wire::no_unique_id)
    name = fmt::format("{}", instance.unique_id());
}

// plain_name() of every instance.
std::vector<std::string> plain_names(const object_type& object) {
  utf8_names texts;
  texts.assign(object);
  std::vector<std::string> names;
  names.reserve(texts.size());
  for (const instance_definition instance : object.instances()) {
    const std::string_view text = texts[names.size()];
    number_nameless(names.emplace_back(text), instance);
  }
  return names;
}

}  // namespace

std::string plain_name(const object_type& object, const instance_definition& instance) {
  std::string name = object.code_page() == 0 ? to_utf8(instance.name())
                                             : code_page_to_utf8(object.code_page(), instance.name_bytes());
  number_nameless(name, instance);
  return name;
}

const std::vector<std::string>& instance_namer::parents(std::uint32_t object_index) {
  const auto [entry, is_new] = parents_.try_emplace(object_index);
  if (is_new)
    if (const auto object = block_->find_object(object_index)) entry->second = plain_names(*object);
  return entry->second;
}

std::vector<instance_name> instance_namer::names_of(const object_type& object) {
  std::vector<instance_name> names;
  names.reserve(object.instances().size());
  std::unordered_map<std::string, std::uint32_t> seen;
  auto texts = plain_names(object);
  auto text = texts.begin();
  for (const instance_definition instance : object.instances()) {
    instance_name name{.text = std::move(*text++)};
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
