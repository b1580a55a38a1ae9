// Which characters the names of sources have beyond those that every font is loaded with.
#pragma once

#include "monitor/core/frame.hpp"

#include <imgui.h>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace perfdata::monitor {

/// A resource. Not thread-safe.
class needed_characters {
 public:
  static constexpr std::size_t most = 6000;  ///< more are not kept: a texture has its size

  /// Takes in what the sources of a frame are called, offer and answered. What was seen before costs nothing;
  /// linear in the rest.
  void take(const frame& seen);

  /// A text that a person typed, or any other.
  void take(std::string_view text);

  /// In order; without those that is_always_loaded().
  [[nodiscard]] const std::set<ImWchar>& all() const noexcept { return found_; }

 private:
  using catalogs = std::map<source_id, std::shared_ptr<const catalog>>;

  void take_once(catalogs& taken, source_id source, const std::shared_ptr<const catalog>& offered);
  void take(const catalog& offered);

  std::set<ImWchar> found_;
  catalogs listed_;  // whose names were taken in
  catalogs translated_;
  std::map<source_id, std::uint64_t> sequences_;  // of the newest sample that was
  std::string room_;
};

}  // namespace perfdata::monitor
