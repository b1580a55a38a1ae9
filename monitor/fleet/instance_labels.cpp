#include "monitor/fleet/instance_labels.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

#include <perfdata/names/process_titles.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::fleet {
namespace {

// "_Total", "0,_Total" of Processor Information, "_Total/_Total" of threads.
bool is_total(std::string_view text) {
  return text.size() >= 6 && equals_ignoring_case(text.substr(text.size() - 6), "_total");
}

bool is_wanted(const object_choice& choice, const instance_name& name, bool totals) {
  if (!totals && is_total(name.text)) return false;
  const std::string numbered = name.display();
  const auto meant = [&](const std::string& pattern) {
    return matches_wildcard(pattern, name.text) || matches_wildcard(pattern, numbered);
  };
  return std::ranges::any_of(choice.include, meant) && std::ranges::none_of(choice.exclude, meant);
}

class id_labels {
 public:
  explicit id_labels(const object_type& object)
      : process_(object.find_counter(title::id_process)),
        thread_(object.find_counter(title::id_thread)),
        start_(object.find_counter(title::elapsed_time)) {}

  [[nodiscard]] bool any() const { return process_ || thread_; }

  void add(label_set& labels, const instance_definition& instance) const {
    if (process_) labels.push_back({"pid", number(instance, *process_)});
    if (thread_) labels.push_back({"tid", number(instance, *thread_)});
  }

  [[nodiscard]] std::string identity(const instance_definition& instance, const std::string& name) const {
    if (!any()) return name;
    return fmt::format("{}\n{}\n{}\n{}", name, process_ ? number(instance, *process_) : "",
                       thread_ ? number(instance, *thread_) : "", start_ ? number(instance, *start_) : "");
  }

 private:
  static std::string number(const instance_definition& instance, const counter_definition& counter) {
    return fmt::format("{}", instance.value(counter).value_or(0));
  }

  std::optional<counter_definition> process_;
  std::optional<counter_definition> thread_;
  std::optional<counter_definition> start_;
};

std::string key_of(const label_set& labels) {
  std::string key;
  for (const auto& label : labels) key += label.value + '\n';
  return key;
}

}  // namespace

std::vector<labelled_instance> label_instances(const object_type& object, instance_namer& namer,
                                               std::string_view label_name, const object_choice& choice,
                                               bool totals, bool identities) {
  std::vector<labelled_instance> out;
  if (!object.has_instances()) {
    for (const instance_definition only : object.instances()) out.push_back({only});
    return out;
  }
  const auto names = namer.names_of(object);
  const id_labels ids(object);
  std::unordered_set<std::string> taken;
  std::size_t position = 0;
  for (const instance_definition instance : object.instances()) {
    const auto& name = names[position++];
    if (!is_wanted(choice, name, totals)) continue;
    label_set labels{{std::string(label_name), ids.any() ? name.text : name.display()}};
    ids.add(labels, instance);
    if (!taken.insert(key_of(labels)).second) {
      labels.front().value = name.display();
      for (std::size_t k = position; !taken.insert(key_of(labels)).second; ++k)
        labels.front().value = fmt::format("{}#{}", name.text, k);
    }
    auto identity = identities ? ids.identity(instance, name.display()) : std::string{};
    out.push_back({instance, std::move(identity), std::move(labels)});
  }
  return out;
}

}  // namespace perfdata::fleet
