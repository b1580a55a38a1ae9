#include <perfdata/recording/reference_plan.hpp>

namespace perfdata {
namespace {

constexpr unsigned group = 64;
constexpr unsigned eighth = 8;

constexpr unsigned without_lowest_bit(unsigned value) noexcept {
  return value & (value - 1);
}

}  // namespace

const reference_plan::kept_block* reference_plan::next() const noexcept {
  if (number_ == 0) return nullptr;
  if (number_ % eighth != 0) return &newest_;
  const unsigned wanted = without_lowest_bit(number_ / eighth);
  for (std::size_t i = numbers_.size(); i-- > 0;)
    if (numbers_[i] == wanted) return &anchors_[i];
  return nullptr;
}

void reference_plan::written(std::uint64_t offset, byte_view block) {
  if (number_ == 0) restart();
  newest_.offset = offset;
  newest_.bytes.assign(block.begin(), block.end());
  if (number_ % eighth == 0) {
    const unsigned anchor = number_ / eighth;
    // An odd eighth is built on by its own seven only; an even one until its higher bits change.
    while (!numbers_.empty() && numbers_.back() != 0 && anchor % 2 == 0 &&
           numbers_.back() != without_lowest_bit(anchor)) {
      numbers_.pop_back();
      anchors_.pop_back();
    }
    if (anchor % 2 == 0) {
      numbers_.push_back(anchor);
      anchors_.push_back(newest_);
    }
  }
  number_ = (number_ + 1) % group;
}

void reference_plan::restart() noexcept {
  number_ = 0;
  anchors_.clear();
  numbers_.clear();
}

}  // namespace perfdata
