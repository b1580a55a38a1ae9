#include <perfdata/view/block_validator.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

result<data_block> data_block::parse(byte_view bytes) {
  data_block block(bytes);
  block_validator validator(block);
  if (auto checked = validator.check_header(); !checked) return failure(std::move(checked.error()));
  validator.walk_objects();
  return block;
}

result<data_block> data_block::parse(byte_view bytes, block_layout& layout) {
  data_block block(bytes);
  block_validator validator(block);
  if (auto checked = validator.check_header(); !checked) return failure(std::move(checked.error()));
  validator.walk_objects(layout);
  return block;
}

result<data_block> data_block::parse(byte_view bytes, std::span<const std::uint32_t> wanted,
                                     block_layout& layout) {
  data_block block(bytes);
  block_validator validator(block);
  if (auto checked = validator.check_header(); !checked) return failure(std::move(checked.error()));
  validator.walk_objects(wanted, layout);
  return block;
}

result<data_block> data_block::parse_strict(byte_view bytes) {
  auto block = parse(bytes);
  if (!block || block->defects_.empty()) return block;
  const defect& first = block->defects_.front();
  const bool cut = first.code == defect_code::block_truncated || first.code == defect_code::object_truncated;
  return failure({.code = cut ? errc::truncated_data : errc::malformed_data,
                  .message = first.message(),
                  .position = record_position{first.record, first.offset}});
}

utf16_view data_block::system_name() const noexcept {
  const std::uint32_t offset = record().system_name_offset.value();
  const std::uint32_t length = record().system_name_length.value();
  if (!fits(offset, length, bytes_.size())) return {};
  return utf16_view(bytes_.subspan(offset, length)).until_nul();
}

std::optional<object_type> data_block::find_object(std::uint32_t title_index) const noexcept {
  for (const object_type object : objects())
    if (object.title_index() == title_index) return object;
  return std::nullopt;
}

const data_block::correction* data_block::find_correction(std::uint32_t offset) const noexcept {
  const auto found = std::ranges::lower_bound(corrections_, offset, {}, &correction::offset);
  return found != corrections_.end() && found->offset == offset ? &*found : nullptr;
}

void data_block::remember(const alike_object& object) noexcept {
  const auto smallest = std::ranges::min_element(alike_, {}, &alike_object::instances);
  if (smallest->instances < object.instances) *smallest = object;
}

instance_stride data_block::stride_at(std::uint32_t offset) const noexcept {
  const auto found = std::ranges::find(alike_, offset, &alike_object::offset);
  return found != alike_.end() ? found->stride : instance_stride{};
}

}  // namespace perfdata
