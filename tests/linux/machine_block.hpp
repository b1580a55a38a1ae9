// One answer of a source, looked up by title index and instance name.
#pragma once

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// A resource: the views refer to its bytes.
class machine_block {
 public:
  machine_block(counter_source& source, std::string_view value_name) {
    const auto answered = source.query(value_name, bytes_);
    EXPECT_TRUE(answered) << (answered ? "" : answered.error().message);
    auto parsed = data_block::parse(bytes_);
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message);
    block_.emplace(std::move(*parsed));
    EXPECT_TRUE(block_->defects().empty());
    EXPECT_EQ(block_->extent(), bytes_.size());
  }
  machine_block(const machine_block&) = delete;
  machine_block& operator=(const machine_block&) = delete;

  [[nodiscard]] const data_block& block() const { return *block_; }
  [[nodiscard]] std::optional<object_type> object(std::uint32_t title) const {
    return block_->find_object(title);
  }

  [[nodiscard]] std::vector<std::string> instances(std::uint32_t object_title) const {
    std::vector<std::string> names;
    if (const auto found = object(object_title))
      for (const auto instance : found->instances()) names.push_back(to_utf8(instance.name()));
    return names;
  }

  [[nodiscard]] bool has(std::uint32_t object_title, std::uint32_t counter) const {
    const auto found = object(object_title);
    return found && found->find_counter(counter);
  }

  /// Of the first instance with this name; of the only one when the object has none.
  [[nodiscard]] std::optional<std::uint64_t> value(std::uint32_t object_title, std::string_view instance_name,
                                                   std::uint32_t counter) const {
    const auto found = object(object_title);
    const auto definition = found ? found->find_counter(counter) : std::nullopt;
    if (!definition) return std::nullopt;
    for (const auto instance : found->instances())
      if (to_utf8(instance.name()) == instance_name) return instance.value(*definition);
    return std::nullopt;
  }

  /// Of the base behind the counter.
  [[nodiscard]] std::optional<std::uint64_t> base(std::uint32_t object_title, std::string_view instance_name,
                                                  std::uint32_t counter) const {
    for (const auto definition : object(object_title)->counters())
      if (definition.is_base() && definition.title_index() == counter)
        for (const auto instance : object(object_title)->instances())
          if (to_utf8(instance.name()) == instance_name) return instance.value(definition);
    return std::nullopt;
  }

  /// The instance of Process whose ID Process is `id`.
  [[nodiscard]] std::optional<instance_definition> process(std::uint32_t id) const {
    const auto found = object(230);
    const auto key = found ? found->find_counter(784) : std::nullopt;
    if (!key) return std::nullopt;
    for (const auto instance : found->instances())
      if (instance.value(*key) == id && to_utf8(instance.name()) != "_Total") return instance;
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::uint64_t> process_value(std::uint32_t id, std::uint32_t counter) const {
    const auto found = process(id);
    const auto definition = object(230)->find_counter(counter);
    return found && definition ? found->value(*definition) : std::nullopt;
  }

 private:
  byte_buffer bytes_;
  std::optional<data_block> block_;
};

}  // namespace perfdata
