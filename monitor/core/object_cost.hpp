// What each object costs the machine that answers: asked for alone, how long it takes and how much comes.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/error.hpp>
#include <perfdata/collect/catalog.hpp>
#include <perfdata/connection/counter_source.hpp>

namespace perfdata::monitor {

/// A value.
struct object_cost {
  std::uint32_t title_index = 0;
  std::string name{};
  std::chrono::microseconds time{};  ///< from the question to the answer, the network's share included
  std::size_t bytes = 0;             ///< of the answer
  std::optional<error> failed{};
};

/// A resource: asks for one object after the other.
class object_cost_probe {
 public:
  explicit object_cost_probe(std::shared_ptr<const catalog> listed) : listed_(std::move(listed)) {}

  /// Measures the next object; none when all have been. Blocks for as long as the source's timeout.
  [[nodiscard]] std::optional<object_cost> measure_next(counter_source& source);

 private:
  std::shared_ptr<const catalog> listed_;
  std::size_t next_ = 0;
  byte_buffer answer_;
};

}  // namespace perfdata::monitor
