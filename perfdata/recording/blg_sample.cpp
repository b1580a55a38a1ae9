#include <cstring>
#include <fmt/format.h>
#include <unordered_map>

#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/blg_records.hpp>
#include <perfdata/recording/blg_sample.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

block_selection selection_of(const std::vector<blg_counter>& list) {
  block_selection selection;
  for (const auto& counter : list)
    if (counter.comes_as == blg_counter::shape::block) selection.paths.push_back(counter.path);
  return selection;
}

bool is_valid(std::uint32_t status) noexcept {
  return status == blg::status_valid || status == blg::status_new;
}

}  // namespace

blg_sample_decoder::blg_sample_decoder(std::vector<blg_counter> list, column_list& columns, blg_names& names,
                                       log_notices& notices)
    : columns_(columns), names_(names), notices_(notices), blocks_(columns, selection_of(list)) {
  for (auto& counter : list) {
    if (counter.comes_as == blg_counter::shape::value)
      ++unnamed_;
    else
      has_wildcards_ = true;
    if (counter.comes_as == blg_counter::shape::block) has_blocks_ = true;
    if (counter.comes_as == blg_counter::shape::block) continue;
    entry one{.reading = pdh_raw_reading(counter.counter)};
    one.what = std::move(counter);
    entries_.push_back(std::move(one));
  }
}

void blg_sample_decoder::name_column(entry& of) {
  if (of.column != no_column) return;
  const auto column =
      columns_.find_or_add({of.what.path.to_string(), of.what.counter.type, of.what.default_scale});
  if (!column) return;
  of.column = *column;
  if (of.what.comes_as == blg_counter::shape::value) --unnamed_;
}

void blg_sample_decoder::name_columns() {
  for (auto& one : entries_)
    if (one.what.comes_as == blg_counter::shape::value) name_column(one);
}

blg_sample_decoder::entry* blg_sample_decoder::next_entry(blg_counter::shape comes_as, std::uint64_t offset) {
  if (position_ == entries_.size()) return nullptr;
  entry& next = entries_[position_++];
  if (next.what.comes_as == comes_as) return &next;
  notices_.add(offset,
               fmt::format("value {} of a sample is not of the kind that the counter list says", position_));
  return nullptr;
}

void blg_sample_decoder::decode(byte_view body, std::uint64_t offset, log_sample& sample) {
  sample.fresh.clear();
  sample.raw.resize(columns_.size());
  for (auto& one : sample.raw) one.value.reset();
  position_ = 0;

  byte_view rest = body;
  bool is_inside = false;
  while (rest.size() >= sizeof(blg::record_header)) {
    const auto& header = wire::overlay<blg::record_header>(rest);
    const std::size_t size = header.size.value();
    if (header.signature.value() != blg::record_signature || size < sizeof(header) || size > rest.size()) {
      notices_.add(offset,
                   fmt::format("a record of a sample states {} bytes where {} are left; the rest of the "
                               "sample was skipped",
                               size, rest.size()));
      return;
    }
    const byte_view record = rest.first(size).subspan(sizeof(header));
    const bool holds_the_others = header.type.value() == blg::record_sample && !is_inside;
    is_inside |= holds_the_others;
    rest = holds_the_others ? record : rest.subspan(size);
    if (!holds_the_others) decode_record(header.type.value(), record, offset, sample);
  }
  if (position_ < entries_.size())
    notices_.add(offset,
                 fmt::format("a sample holds {} of the {} counters of the list", position_, entries_.size()));
}

void blg_sample_decoder::decode_record(std::uint32_t type, byte_view record, std::uint64_t offset,
                                       log_sample& sample) {
  switch (type) {
    case blg::record_value:
      if (auto* of = next_entry(blg_counter::shape::value, offset)) decode_value(record, *of, sample);
      break;
    case blg::record_array:
      if (auto* of = next_entry(blg_counter::shape::array, offset)) decode_array(record, *of, offset, sample);
      break;
    case blg::record_block: decode_block(record, offset, sample); break;
    default: notices_.add(offset, fmt::format("a record of the unknown type 0x{:04x} was skipped", type));
  }
}

void blg_sample_decoder::decode_value(byte_view record, entry& of, log_sample& sample) {
  name_column(of);
  if (record.size() < sizeof(blg::raw_value) || of.column == no_column) return;
  if (sample.raw.size() <= of.column) sample.raw.resize(columns_.size());
  const auto& value = wire::overlay<blg::raw_value>(record);
  if (!is_valid(value.status.value())) return;
  sample.raw[of.column] = of.reading.sample({.first = static_cast<std::uint64_t>(value.first.value()),
                                             .second = static_cast<std::uint64_t>(value.second.value()),
                                             .multi = value.multi.value()});
}

void blg_sample_decoder::learn_array(byte_view record, std::size_t count, entry& of) {
  const std::size_t names_at = sizeof(blg::array_header) + count * sizeof(blg::array_item);
  of.names.assign(record.begin() + static_cast<std::ptrdiff_t>(names_at), record.end());
  of.name_offsets.clear();
  of.columns.clear();
  std::unordered_map<std::string, std::uint32_t> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& item = wire::overlay<blg::array_item>(
        record.subspan(sizeof(blg::array_header) + i * sizeof(blg::array_item)));
    const std::size_t name_at = item.name.value();
    const std::string name = name_at >= names_at && name_at < record.size()
                                 ? to_utf8(utf16_view(record.subspan(name_at)).until_nul())
                                 : std::string{};
    of.name_offsets.push_back(item.name.value());
    of.columns.push_back(
        columns_
            .find_or_add({of.what.path_of(name, seen[name]++), of.what.counter.type, of.what.default_scale})
            .value_or(no_column));
  }
}

void blg_sample_decoder::decode_array(byte_view record, entry& of, std::uint64_t offset, log_sample& sample) {
  if (record.size() < sizeof(blg::array_header)) return;
  const auto& header = wire::overlay<blg::array_header>(record);
  const std::size_t count = header.count.value();
  if (count > (record.size() - sizeof(header)) / sizeof(blg::array_item)) {
    notices_.add(offset,
                 fmt::format("an array of {} values has {} bytes; it was skipped", count, record.size()));
    return;
  }
  if (!is_valid(header.status.value())) return;
  const byte_view items = record.subspan(sizeof(header));
  const auto item_at = [&](std::size_t i) -> const blg::array_item& {
    return wire::overlay<blg::array_item>(items.subspan(i * sizeof(blg::array_item)));
  };
  const byte_view names = items.subspan(count * sizeof(blg::array_item));
  bool as_before = of.columns.size() == count && of.names.size() == names.size() &&
                   (names.empty() || std::memcmp(of.names.data(), names.data(), names.size()) == 0);
  for (std::size_t i = 0; as_before && i < count; ++i)
    as_before = item_at(i).name.value() == of.name_offsets[i];
  if (!as_before) learn_array(record, count, of);
  sample.raw.resize(columns_.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (of.columns[i] == no_column) continue;
    const auto& item = item_at(i);
    sample.raw[of.columns[i]] = of.reading.sample({.first = static_cast<std::uint64_t>(item.first.value()),
                                                   .second = static_cast<std::uint64_t>(item.second.value()),
                                                   .multi = item.multi.value()});
  }
}

void blg_sample_decoder::decode_block(byte_view record, std::uint64_t offset, log_sample& sample) {
  if (!has_blocks_) {
    notices_.add(offset, "a block was skipped: the counter list names none");
    return;
  }
  const auto block = data_block::parse(record);
  if (!block) {
    notices_.add(offset, block.error().message);
    return;
  }
  for (const auto& found : block->defects()) notices_.add(offset, found.message());
  const auto lost = blocks_.take(*block, names_.of(to_utf8(block->system_name())), sample);
  if (lost != 0)
    notices_.add(offset, fmt::format("{} values were skipped: the log has too many columns", lost));
}

}  // namespace perfdata
