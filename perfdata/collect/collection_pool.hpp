// Collections that are handed out and come back.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include <perfdata/collect/collector.hpp>

namespace perfdata {

/// A collection and whose texts stand in its rows, so that rows which stay are not copied again.
struct pooled_collection {
  collection content{};
  std::vector<std::uint64_t> serials{};  ///< resolved_row::serial of each row
};

/// A resource. Any thread may let go of a collection, also after the pool went.
class collection_pool {
 public:
  /// One that nobody reads any more, with the rows it had; or a new one.
  [[nodiscard]] std::unique_ptr<pooled_collection> take() {
    const std::lock_guard lock(free_->mutex);
    if (free_->collections.empty()) return std::make_unique<pooled_collection>();
    auto taken = std::move(free_->collections.back());
    free_->collections.pop_back();
    return taken;
  }

  /// From now on it is not changed until the last reader lets go of it.
  [[nodiscard]] std::shared_ptr<const collection> publish(std::unique_ptr<pooled_collection> full) {
    const auto deleter = [home = std::weak_ptr(free_)](pooled_collection* back) {
      std::unique_ptr<pooled_collection> owned(back);
      const auto pool = home.lock();
      if (!pool) return;
      const std::lock_guard lock(pool->mutex);
      if (pool->collections.size() < kept) pool->collections.push_back(std::move(owned));
    };
    const std::shared_ptr<pooled_collection> shared(full.release(), deleter);
    return {shared, &shared->content};
  }

 private:
  static constexpr std::size_t kept = 4;
  struct free_list {
    std::mutex mutex;
    std::vector<std::unique_ptr<pooled_collection>> collections;
  };
  std::shared_ptr<free_list> free_ = std::make_shared<free_list>();
};

}  // namespace perfdata
