#include <perfdata/cook/cook.hpp>
#include <perfdata/publish/value_reader.hpp>
#include <perfdata/sample/take_sample.hpp>

namespace perfdata {

value_reader::value_reader(const data_block& block, const object_type& object,
                           const published_object& planned)
    : clocks_(clocks_of(block, object)) {
  std::vector<counter_definition> all;
  for (const auto counter : object.counters()) all.push_back(counter);
  for (const auto& one : planned.counters) chosen_.emplace_back(all[one.position], &one);
}

std::vector<value_reader::value> value_reader::read(const instance_definition& instance) const {
  std::vector<value> values;
  values.reserve(chosen_.size());
  for (const auto& [counter, planned] : chosen_)
    values.push_back(
        {.index = planned->index,
         .raw = planned->in_seconds ? seconds(instance, counter) : instance.value(counter).value_or(0)});
  return values;
}

std::uint64_t value_reader::seconds(const instance_definition& instance,
                                    const counter_definition& counter) const {
  constexpr double too_much = 1e18;
  const double passed = cook(nullptr, take_sample(clocks_, instance, counter)).value.value_or(0);
  return passed > 0 && passed < too_much ? static_cast<std::uint64_t>(passed) : 0;
}

}  // namespace perfdata
