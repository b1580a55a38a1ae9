// Debian's prometheus beside `perfdata serve`.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <tests/support/captured_process.hpp>
#include <tests/support/scratch_folder.hpp>
#include <vector>

namespace perfdata::bench {

/// The body of an answer to GET on 127.0.0.1, or nothing. A connection of its own, as a scraper's first one
/// is.
[[nodiscard]] std::string http_get(std::uint16_t port, const std::string& target, std::chrono::seconds limit);

/// What is scraped. A value.
struct scrape_plan {
  std::uint16_t serve = 0;             ///< port of `perfdata serve`
  std::vector<std::string> targets{};  ///< asked through its /probe
  std::chrono::milliseconds interval{5'000};
  std::string rules{};  ///< a file; empty: none
};

/// A resource: a server of its own with a store of its own, which outlives kill().
class prometheus {
 public:
  /// Why none can run here; empty when one can.
  [[nodiscard]] static std::string why_not();

  explicit prometheus(const scrape_plan& plan);

  /// Ends it without a goodbye.
  void kill() { process_.reset(); }
  /// The same port and store.
  void start();
  /// When it last scraped its own metrics, seconds since 1970; 0: never, or it does not answer.
  [[nodiscard]] double scraped_itself_at() const;

  /// The result of an instant query; empty when there is none, or no answer.
  [[nodiscard]] nlohmann::json query(const std::string& expression) const;

 private:
  std::uint16_t port_;
  test::scratch_folder folder_{};
  std::unique_ptr<test::captured_process> process_{};
};

}  // namespace perfdata::bench
