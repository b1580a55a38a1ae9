// A source that costs nothing: what collect() takes on top of its query.
#pragma once

#include <utility>

#include <perfdata/connection/counter_source.hpp>

namespace perfdata::bench {

/// Answers two blocks in turn, without a copy: the caller's buffer is taken for the one that was answered
/// before. A resource for one caller who hands in the same buffer every time.
class two_blocks final : public counter_source {
 public:
  two_blocks(byte_buffer first, byte_buffer second) : next_(std::move(first)), spare_(std::move(second)) {}

  [[nodiscard]] result<void> query(std::string_view, byte_buffer& answer) override {
    answer.swap(next_);
    if (!spare_.empty()) next_ = std::exchange(spare_, {});  // the caller's first buffer was an empty one
    return {};
  }
  [[nodiscard]] std::string machine() const override { return "PERFHOST"; }

 private:
  byte_buffer next_;
  byte_buffer spare_;
};

}  // namespace perfdata::bench
