// Metrics as Prometheus and OpenTelemetry both know them, before either's text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace perfdata::fleet {

/// A value. `name` is a valid label name, `value` any UTF-8.
struct metric_label {
  std::string name{};
  std::string value{};
  friend bool operator==(const metric_label&, const metric_label&) = default;
};
using label_set = std::vector<metric_label>;

enum class metric_kind : std::uint8_t {
  counter,  ///< only grows, until its owner starts again
  gauge,
  info,  ///< always 1: its labels are what it has to say
};

/// One series at this moment. A value.
struct metric_point {
  std::uint32_t labels = 0;  ///< position in metric_set::labels
  double value = 0;
};

/// A value. `name` is without the suffix of its kind (`_total`, `_info`), which sample_name() adds.
struct metric_family {
  std::string name{};
  std::string help{};
  metric_kind kind = metric_kind::gauge;
  std::string unit{};  ///< "seconds", "bytes", "ratio" or empty; the name ends in it then
  std::vector<metric_point> points{};
};

/// What one scrape answers. A value. Labels stand apart, as all counters of an instance share them; the first
/// set is the empty one. Within a family no two points have equal labels, and no two families one name.
struct metric_set {
  std::vector<label_set> labels{label_set{}};
  std::vector<metric_family> families{};

  /// Adds labels and gives their position.
  std::uint32_t add_labels(label_set set) {
    labels.push_back(std::move(set));
    return static_cast<std::uint32_t>(labels.size() - 1);
  }

  /// Adds a family with one point.
  void add(std::string name, std::string help, metric_kind kind, double value, label_set set = {}) {
    const std::uint32_t position = set.empty() ? 0 : add_labels(std::move(set));
    families.push_back(
        {.name = std::move(name), .help = std::move(help), .kind = kind, .points = {{position, value}}});
  }

  /// Series, all families together.
  [[nodiscard]] std::size_t size() const noexcept {
    std::size_t points = 0;
    for (const auto& family : families) points += family.points.size();
    return points;
  }
};

/// `perfdata_x_total`, `perfdata_x`, `perfdata_x_info`: the name that PromQL uses.
[[nodiscard]] inline std::string sample_name(const metric_family& family) {
  switch (family.kind) {
    case metric_kind::counter: return family.name + "_total";
    case metric_kind::info: return family.name + "_info";
    case metric_kind::gauge: break;
  }
  return family.name;
}

}  // namespace perfdata::fleet
