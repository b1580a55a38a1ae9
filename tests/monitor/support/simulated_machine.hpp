// A machine whose counters move as a test wants, and whose answers fail when it wants.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <perfdata/base/clock.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/connection/counter_source.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::test {

/// What a test and the sources that it opened share; outlives both.
struct simulated_world {
  std::atomic<int> queries{0};  ///< answered or not, of all sources
  std::atomic<int> opened{0};
  std::atomic<int> fail_from{-1};        ///< the query of that number (from 0) and later ones fail; -1: none
  std::atomic<int> fail_until{1 << 30};  ///< up to but without this one
  std::atomic<errc> failure{errc::connection_lost};
  std::atomic<int> processors{2};

  [[nodiscard]] bool fails(int number) const {
    return fail_from >= 0 && number >= fail_from && number < fail_until;
  }
  [[nodiscard]] error trouble() const {
    return {.code = failure, .message = "the simulated machine is gone", .advice = "bring it back"};
  }
};

inline const std::string german_memory = "Arbeitsspeicher";

/// Processor(_Total, 0 ... n-1)\% Processor Time at 25 %, Memory\Available Bytes at 3 GiB. A second passes
/// between two queries.
class simulated_machine final : public counter_source {
 public:
  explicit simulated_machine(std::shared_ptr<simulated_world> world) : world_(std::move(world)) {
    ++world_->opened;
  }

  [[nodiscard]] result<void> query(std::string_view value_name, byte_buffer& answer) override {
    const int number = world_->queries++;
    if (world_->fails(number)) return perfdata::failure(world_->trouble());
    if (equals_ignoring_case(value_name, "Counter 009"))
      answer = titles("Memory");
    else if (equals_ignoring_case(value_name, "Counter 007"))
      answer = titles(german_memory);
    else if (value_name.starts_with("Counter "))
      return perfdata::failure({.code = errc::not_found, .message = "no such names"});
    else if (equals_ignoring_case(value_name, "Help 009") || equals_ignoring_case(value_name, "Explain 009"))
      answer = helps();
    else
      answer = block();
    return {};
  }

  [[nodiscard]] std::string machine() const override { return "SIMULATED"; }

 private:
  static byte_buffer titles(const std::string& memory) {
    title_table_builder table;
    table.add(4, memory);
    table.add(6, "% Processor Time");
    table.add(24, "Available Bytes");
    table.add(238, "Processor");
    return table.finish();
  }

  static byte_buffer helps() {
    title_table_builder table;
    table.add(7, "Share of time that is not idle.");
    return table.finish();
  }

  byte_buffer block() {
    constexpr std::int64_t second = 10'000'000;
    const std::int64_t now = second * ++seconds_;
    block_builder builder({.system_name = "SIMULATED",
                           .perf_time = now,
                           .perf_freq = second,
                           .perf_time_100ns = to_filetime(std::chrono::system_clock::now()) + now});
    auto processor = builder.add_object({.title_index = 238, .help_index = 239});
    const auto idle =
        processor.add_counter({.title_index = 6, .help_index = 7, .type = counter_type::timer_100ns_inv});
    const auto busy = static_cast<std::uint64_t>(to_filetime(std::chrono::system_clock::now()) + now) / 4 * 3;
    processor.add_instance("_Total").set(idle, busy);
    for (int i = 0; i < world_->processors; ++i) processor.add_instance(std::to_string(i)).set(idle, busy);
    auto memory = builder.add_object({.title_index = 4, .has_instances = false});
    const auto available = memory.add_counter({.title_index = 24, .type = counter_type::large_rawcount});
    memory.only_instance().set(available, std::uint64_t{3} << 30);
    return builder.finish();
  }

  std::shared_ptr<simulated_world> world_;
  std::int64_t seconds_ = 0;
};

}  // namespace perfdata::test
