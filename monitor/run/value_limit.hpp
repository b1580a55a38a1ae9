// 'PATH < VALUE': what a counter must keep to while a command runs.
#pragma once

#include "monitor/run/measured_run.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata {

enum class limit_relation : std::uint8_t { less, at_most, greater, at_least };

/// A value.
struct value_limit {
  counter_path path{};
  limit_relation relation = limit_relation::less;
  double value = 0;

  /// "\Memory\Available Bytes > 100Mi": a path, <, <=, > or >=, and a number, which may end in k, M, G, T
  /// (thousands) or Ki, Mi, Gi, Ti (1024s). Errors: errc::invalid_argument.
  [[nodiscard]] static result<value_limit> parse(std::string_view text);

  [[nodiscard]] bool holds_for(double measured) const noexcept;
  [[nodiscard]] std::string to_string() const;
};

/// Every breach of the limit in the run, a sentence each: a limit must hold for every sample of the counters
/// that it means, \Command\… for the totals. A limit whose path never had a value is a breach, too.
[[nodiscard]] std::vector<std::string> breaches(const value_limit& limit, const measured_run& run);

}  // namespace perfdata
