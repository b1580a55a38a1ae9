#include <perfdata/sample/take_sample.hpp>

namespace perfdata {

sample_clocks clocks_of(const data_block& block, const object_type& object) noexcept {
  return {.perf_time = block.perf_time(),
          .perf_freq = block.perf_freq(),
          .perf_time_100ns = block.perf_time_100ns(),
          .object_perf_time = object.perf_time(),
          .object_perf_freq = object.perf_freq()};
}

counter_sample take_sample(const sample_clocks& clocks, const instance_definition& instance,
                           const counter_definition& counter) noexcept {
  counter_sample sample{
      .type = counter.type(), .size = counter.size(), .value = instance.value(counter), .clocks = clocks};
  if (const auto base = counter.base()) {
    sample.base = instance.value(*base);
    sample.base_size = base->size();
  }
  sample.multiplier = instance.multiplier(counter);
  return sample;
}

}  // namespace perfdata
