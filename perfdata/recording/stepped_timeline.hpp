// The timeline of a source that answers a file's moments one after another.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <perfdata/connection/timeline.hpp>

namespace perfdata {

/// The moment that a file's source answers, and those that were read ahead of it to tell their times. A
/// source derives from it and says how a file is read on, and how one goes elsewhere in it. `Entry` is what
/// the file has of a moment, with its `time`; it is copied or moved, never compared.
template <class Entry>
class stepped_timeline : public timeline {
 public:
  [[nodiscard]] std::optional<moment> current() const final {
    return current_ ? std::optional(current_->time) : std::nullopt;
  }

  [[nodiscard]] std::optional<moment> upcoming() final {
    return look_ahead(1) ? std::optional(ahead_[0].time) : std::nullopt;
  }

  [[nodiscard]] std::optional<moment> after_upcoming() final {
    return look_ahead(2) ? std::optional(ahead_[1].time) : std::nullopt;
  }

 protected:
  /// Reads on until there are `count` entries in ahead_; false when the file has no more.
  virtual bool look_ahead(std::size_t count) = 0;

  /// Makes the next entry the current one, of which nothing was asked yet; false at the end.
  bool step() {
    if (!look_ahead(1)) return false;
    current_ = std::move(ahead_.front());
    ahead_.pop_front();
    asked_.clear();
    return true;
  }

  /// For a seek: no entry is the current one, none was read ahead.
  void stand_nowhere() {
    current_.reset();
    ahead_.clear();
    asked_.clear();
  }

  std::optional<Entry> current_;
  std::deque<Entry> ahead_;
  std::set<std::string, std::less<>> asked_;  ///< value names, of the current entry
};

}  // namespace perfdata
