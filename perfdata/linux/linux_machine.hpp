// This machine's counters from /proc and /sys.
#pragma once

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/linux/sampling.hpp>

namespace perfdata::procfs {

/// A resource. Errors of query() beside the interface's: errc::system_failure when the process has no free
/// file descriptors. Reads only the files that the asked objects need. Thread (232) brings Process (230), as
/// on Windows, because its instances point there.
class linux_machine final : public counter_source {
 public:
  explicit linux_machine(const machine_options& options);

  [[nodiscard]] result<void> query(std::string_view value_name, byte_buffer& answer) override;
  [[nodiscard]] std::string machine() const override { return name_; }

  /// Whether there is a /proc at all.
  [[nodiscard]] bool is_there() const noexcept { return sampling_.proc().is_open(); }

 private:
  std::string name_;
  sampling sampling_;
  byte_buffer counter_titles_{};  // made when first asked for
  byte_buffer help_titles_{};
};

}  // namespace perfdata::procfs
