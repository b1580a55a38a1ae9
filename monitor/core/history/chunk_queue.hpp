// Items that come at the back and leave at the front in bulk, read where they lie.
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace perfdata::monitor {

/// A queue in chunks of `chunk_length`, so that growing copies nothing but the first chunk and forgetting is
/// O(1). A value. Every chunk but the newest is full; only whole chunks are forgotten.
/// Memory: an allocation for every chunk; the first one grows by doubling, so that short queues stay small.
template <class T, std::size_t chunk_length>
class chunk_queue {
 public:
  /// Complexity: amortised O(1).
  void push_back(const T& item) {
    if (chunks_.empty() || chunks_.back().size() == chunk_length) {
      chunks_.emplace_back();
      if (chunks_.size() > 1) chunks_.back().reserve(chunk_length);
    }
    chunks_.back().push_back(item);
    ++size_;
  }

  /// The queue must not be empty.
  void pop_back() {
    chunks_.back().pop_back();
    if (chunks_.back().empty()) chunks_.pop_back();
    --size_;
  }

  /// Forgets the oldest chunks until at most `most` are left; two always stay, so that what is left is never
  /// a sliver. O(chunks forgotten).
  void keep_chunks(std::size_t most) {
    while (chunks_.size() > 2 && chunks_.size() > most) {
      size_ -= chunks_.front().size();
      chunks_.pop_front();
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  /// `position` 0 is the oldest; must be below size(). Valid until the queue changes.
  [[nodiscard]] const T& operator[](std::size_t position) const noexcept {
    return chunks_[position / chunk_length][position % chunk_length];
  }
  [[nodiscard]] T& operator[](std::size_t position) noexcept {
    return chunks_[position / chunk_length][position % chunk_length];
  }
  [[nodiscard]] const T& front() const noexcept { return chunks_.front().front(); }
  [[nodiscard]] const T& back() const noexcept { return chunks_.back().back(); }
  [[nodiscard]] T& back() noexcept { return chunks_.back().back(); }

  /// The items from `position`, below size(), that lie beside each other: up to the end of its chunk.
  [[nodiscard]] std::span<const T> stretch_at(std::size_t position) const noexcept {
    return std::span<const T>(chunks_[position / chunk_length]).subspan(position % chunk_length);
  }

  /// Bytes that the items hold, those set aside for further ones included.
  [[nodiscard]] std::size_t bytes() const noexcept {
    if (chunks_.empty()) return 0;
    return ((chunks_.size() - 1) * chunk_length + chunks_.back().capacity()) * sizeof(T);
  }
  static constexpr std::size_t length = chunk_length;
  static constexpr std::size_t chunk_bytes = chunk_length * sizeof(T);

 private:
  std::deque<std::vector<T>> chunks_;
  std::size_t size_ = 0;
};

/// Position of the first item whose `key` is not below `bound`; size() when there is none. The keys grow.
/// O(log size).
template <class T, std::size_t n, class Key>
[[nodiscard]] std::size_t first_not_below(const chunk_queue<T, n>& items, double bound, Key&& key) noexcept {
  std::size_t low = 0;
  std::size_t high = items.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (key(items[middle]) < bound)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace perfdata::monitor
