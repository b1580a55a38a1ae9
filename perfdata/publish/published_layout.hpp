// Which objects and counters of a block a Samba server can show, and under which indexes.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// A counter that is published. A value.
struct published_counter {
  std::uint32_t position = 0;      ///< of its definition in the source's object
  std::uint32_t source_title = 0;  ///< its name's index in the source
  std::uint32_t source_help = 0;
  std::uint32_t index = 0;  ///< its own here
  counter_type type{};      ///< as published
  bool in_seconds = false;  ///< an elapsed time, published as its seconds

  friend bool operator==(const published_counter&, const published_counter&) = default;
};

/// An object that is published, with at least one counter. A value.
struct published_object {
  std::uint32_t source_title = 0;
  std::uint32_t source_help = 0;
  std::uint32_t index = 0;
  bool has_instances = false;
  std::vector<published_counter> counters{};  ///< by index, which is the order of the definitions

  friend bool operator==(const published_object&, const published_object&) = default;
};

/// A definition that is not, and why.
struct omission {
  std::uint32_t object = 0;
  std::uint32_t counter = 0;  ///< 0: the whole object
  const char* why = "";

  friend auto operator<=>(const omission& a, const omission& b) noexcept {
    return std::tie(a.object, a.counter) <=> std::tie(b.object, b.counter);
  }
  friend bool operator==(const omission& a, const omission& b) noexcept {
    return a.object == b.object && a.counter == b.counter;
  }
};

/// The objects in the order of the block. What was given an index keeps it for good. A value.
class published_layout {
 public:
  /// Takes the block's objects in. True when they differ from those before. O(definitions log definitions).
  bool update(const data_block& block);

  [[nodiscard]] std::span<const published_object> objects() const noexcept { return objects_; }
  [[nodiscard]] std::span<const omission> omissions() const noexcept { return omissions_; }
  /// The highest index in use; 0 without objects.
  [[nodiscard]] std::uint32_t last_index() const noexcept;

 private:
  using definition = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
  [[nodiscard]] published_object plan(const data_block& block, const object_type& object);
  [[nodiscard]] std::uint32_t object_index(std::uint32_t title);
  [[nodiscard]] std::uint32_t counter_index(const definition& of);
  void choose_first_counter(const data_block& block);

  std::uint32_t first_counter_ = 0;
  std::uint32_t next_ = 0;
  std::map<std::uint32_t, std::uint32_t> object_indexes_;
  std::map<definition, std::uint32_t> counter_indexes_;
  std::vector<published_object> objects_;
  std::vector<omission> omissions_;
};

}  // namespace perfdata
