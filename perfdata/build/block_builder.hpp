// Writes PERF_DATA_BLOCKs: the Linux source, tests and samples all need blocks that decode like a Windows
// machine's.
//
//   block_builder block({.system_name = "HOST", .perf_freq = 10'000'000, ...});
//   auto object = block.add_object({.title_index = 238, .help_index = 239});
//   auto idle = object.add_counter({.title_index = 6, .type = counter_type::timer_100ns_inv});
//   auto row = object.add_instance("0");
//   row.set(idle, 123456789);
//   byte_buffer bytes = block.finish();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/wire/counter_type.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {

/// The header of a block. Times as in PERF_DATA_BLOCK; SystemTime is derived from perf_time_100ns.
struct block_header {
  std::string system_name{};          ///< UTF-8
  std::int64_t perf_time = 0;         ///< ticks
  std::int64_t perf_freq = 0;         ///< ticks a second
  std::int64_t perf_time_100ns = 0;   ///< FILETIME, UTC
  std::int32_t default_object = 238;  ///< live Windows says Processor whatever was asked
};

/// One PERF_OBJECT_TYPE.
struct object_spec {
  std::uint32_t title_index = 0;
  std::uint32_t help_index = 0;
  std::uint32_t detail_level = 100;
  std::int32_t default_counter = 0;  ///< position of a definition
  bool has_instances = true;         ///< false: PERF_NO_INSTANCES, one counter block
  std::int64_t perf_time = 0;        ///< the object's own clock, 0 when unused
  std::int64_t perf_freq = 0;
};

/// One PERF_COUNTER_DEFINITION. `size` 0 takes the size that the type's bits state, with AVERAGE_TIMER's real
/// 8; a multi counter reserves 4 more bytes for its multiplier. Offsets are given out in order, each value
/// naturally aligned; `share_offset_with` (a handle's position, or -1) makes several definitions one field,
/// as disk timestamps do.
struct counter_spec {
  std::uint32_t title_index = 0;
  std::uint32_t help_index = 0;
  counter_type type = counter_type::rawcount;
  std::int32_t default_scale = 0;
  std::uint32_t detail_level = 100;
  std::uint32_t size = 0;
  std::int32_t share_offset_with = -1;
};

/// Position of a definition within its object: what add_counter gives and set takes.
enum class counter_handle : std::uint32_t {};

/// An instance's identity beside its name.
struct instance_spec {
  std::uint32_t parent_object_title_index = 0;  ///< 0: no parent
  std::uint32_t parent_object_instance = 0;     ///< position among that object's instances
  std::int32_t unique_id = wire::no_unique_id;
};

class block_builder;
class object_builder;

/// Sets the raw values of one counter block. A cheap value; invalid once the block_builder is finished or
/// gone.
class instance_builder {
 public:
  /// Writes the low CounterSize bytes of `value`, little-endian. Never set: 0.
  void set(counter_handle counter, std::uint64_t value) noexcept;
  /// Adds to what is there, modulo 2^(8*size): for `_Total` rows.
  void add(counter_handle counter, std::uint64_t value) noexcept;
  /// What is there now, zero-extended.
  [[nodiscard]] std::uint64_t get(counter_handle counter) const noexcept;
  /// The multiplier behind a PERF_MULTI_COUNTER value.
  void set_multiplier(counter_handle counter, std::uint32_t value) noexcept;

 private:
  friend class object_builder;
  instance_builder(block_builder& block, std::size_t object, std::size_t counter_block) noexcept
      : block_(&block), object_(object), counter_block_(counter_block) {}
  [[nodiscard]] std::byte* field(counter_handle counter) const noexcept;

  block_builder* block_;
  std::size_t object_;         // position among the builder's objects
  std::size_t counter_block_;  // offset in the builder's bytes
};

/// Adds definitions, then instances, to the newest object. A cheap value.
/// Order is fixed: every counter before the first instance, every instance before the next object (asserted).
class object_builder {
 public:
  counter_handle add_counter(const counter_spec& spec);

  /// `name` is UTF-8 and is written with its terminator.
  instance_builder add_instance(std::string_view name, const instance_spec& spec = {});

  /// The one counter block of an object without instances.
  instance_builder only_instance();

  /// Instances so far; the position that the next one gets, for children that name it as their parent.
  [[nodiscard]] std::uint32_t instance_count() const noexcept;

 private:
  friend class block_builder;
  object_builder(block_builder& block, std::size_t object) noexcept : block_(&block), object_(object) {}

  block_builder* block_;
  std::size_t object_;
};

/// A resource while it writes: objects and rows refer to it, so it is neither copied nor moved.
class block_builder {
 public:
  /// `storage` is reused (cleared, capacity kept), so that a steady sampler allocates nothing.
  explicit block_builder(const block_header& header, byte_buffer storage = {});
  block_builder(const block_builder&) = delete;
  block_builder& operator=(const block_builder&) = delete;

  object_builder add_object(const object_spec& spec);

  /// Closes the last object, fills the lengths in and hands the bytes over. The builder is spent.
  [[nodiscard]] byte_buffer finish();

 private:
  friend class object_builder;
  friend class instance_builder;
  struct field_place {
    std::uint32_t offset;
    std::uint32_t size;
  };
  struct open_object {
    std::size_t offset = 0;           // of PERF_OBJECT_TYPE in bytes_
    std::uint32_t counter_block = 4;  // length of a counter block so far, its header included
    std::uint32_t instances = 0;
    bool has_instances = true;
    bool definitions_closed = false;
    std::size_t first_field = 0;  // into fields_
  };

  void close_definitions(open_object& object);
  std::size_t append_counter_block(open_object& object);
  void close_object();
  std::size_t append(std::size_t size);

  byte_buffer bytes_;
  std::vector<open_object> objects_;
  std::vector<field_place> fields_;  // of all objects, each from its first_field
};

/// The REG_MULTI_SZ of "Counter 009" or "Help 009": index NUL text NUL … NUL, UTF-16LE.
class title_table_builder {
 public:
  void add(std::uint32_t index, std::string_view text);
  [[nodiscard]] byte_buffer finish();

 private:
  byte_buffer bytes_;
};

}  // namespace perfdata
