// Title indexes for names that came without any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// A resource. Names are found again without regard to ASCII case.
class numbered_names {
 public:
  numbered_names();

  /// Windows' own index where base_names() has the name, one beyond anybody's else; a name that is all digits
  /// is its own index. O(|name|) on average.
  [[nodiscard]] std::uint32_t index_of(const std::string& name);

  /// Grows with every name that table() has more.
  [[nodiscard]] std::size_t size() const noexcept { return used_.size(); }

  /// The answer to "Counter 009": the names that were asked for.
  [[nodiscard]] byte_buffer table() const;

 private:
  std::unordered_map<std::string, std::uint32_t> known_;  // folded
  std::map<std::uint32_t, std::string> used_;
  std::uint32_t next_ = 1'000'000;
};

}  // namespace perfdata
