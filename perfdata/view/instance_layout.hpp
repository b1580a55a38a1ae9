// Who the instances of an object were when they were last seen. Internal to the view layer.
#pragma once

#include <cstdint>

#include <perfdata/base/bytes.hpp>
#include <perfdata/view/object_type.hpp>

namespace perfdata {

/// The definitions of an object's instances and the lengths of their counter blocks, without values: in runs,
/// of which each may look different, and the last instance by itself. What is kept of them stands in the
/// caller's memory.
class instance_layout {
 public:
  /// Where a comparison stands: in front of a run, or of the last instance.
  struct place {
    const std::byte* now;  // the next instance in a block
    std::byte* known;      // what is kept of it
    std::uint32_t left;    // instances from here on
  };

  /// Looks at the instances of an object, which has no defect, and tells how many bytes learn() keeps of
  /// them. `far_object`: as block_layout has it. O(bytes of the object).
  [[nodiscard]] std::size_t prepare(const object_type& object, std::size_t far_object) noexcept;
  /// Keeps them. `first`: as prepared.
  void learn(place first) const noexcept;

  /// `instances`: as many bytes as they had when they were learned.
  [[nodiscard]] place first(const std::byte* instances, std::byte* kept) const noexcept;
  /// How many instances the next run has; 0 in front of the last one.
  [[nodiscard]] std::uint32_t run_at(const place& at) const noexcept;
  /// The lengths that all of that run share; zeros where they differ.
  [[nodiscard]] instance_stride stride_at(const place& at) const noexcept;
  /// Whether the next run's instances are who they were and in the same places; what was proved when they
  /// were learned then holds for them. Moves `at` behind them: where they are not, that place means nothing.
  /// No allocation.
  [[nodiscard]] bool same(place& at) const noexcept;
  /// The same for the last instance.
  [[nodiscard]] bool same_last(const place& at) const noexcept;
  /// The same for all instances.
  [[nodiscard]] bool same_all(const std::byte* instances, std::byte* kept) const noexcept;
  /// Takes others for the next run when they are sound and in the same places; where they are not, nothing is
  /// known any longer. Moves `at` behind them.
  [[nodiscard]] bool renew(place& at) const noexcept;
  /// The same for the last instance.
  [[nodiscard]] bool renew_last(const place& at) const noexcept;

  [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
  /// The lengths that all instances but the last share, as tiles use them.
  [[nodiscard]] instance_stride stride() const noexcept { return stride_; }

 private:
  // Stands in front of each run of a large object; an object in one run has stride_.
  struct run_head {
    std::uint32_t definition;  // length of each; 0 where they differ
    std::uint32_t block;       // of each counter block; 0 where they differ: then it stands in front of each
    bool narrow;               // what all definitions have in common is kept once
  };
  struct run {
    run_head head;
    const std::byte* end;
    std::size_t kept;  // bytes
  };

  [[nodiscard]] bool has_heads() const noexcept { return run_ != count_; }
  std::size_t survey(const std::byte* now) noexcept;
  [[nodiscard]] run look_at(const std::byte* now, std::uint32_t count) const noexcept;
  void learn_run(place& at) const noexcept;
  std::size_t keep(const std::byte* now, const run_head& head, std::byte* to) const noexcept;
  [[nodiscard]] run_head head_at(const place& at) const noexcept;
  [[nodiscard]] run_head last_head() const noexcept;
  [[nodiscard]] bool same_run(place& at) const noexcept;
  [[nodiscard]] bool is_last(const place& at) const noexcept;
  [[nodiscard]] bool is_sound(const std::byte* now, std::uint32_t definition,
                              std::uint32_t block) const noexcept;

  std::uint32_t count_ = 0;
  std::uint32_t run_ = 0;  // instances of every run but the last one
  instance_stride stride_{};
  std::uint32_t last_definition_ = 0;  // lengths of the last instance, which is in no run
  std::uint32_t last_block_ = 0;
  bool has_definitions_ = false;
};

}  // namespace perfdata
