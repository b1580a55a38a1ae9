#include <algorithm>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/base_names.hpp>
#include <perfdata/recording/blg_counter_list.hpp>
#include <perfdata/recording/blg_records.hpp>

namespace perfdata {
namespace {

std::string without_backslashes(std::string machine) {
  machine.erase(0, std::min(machine.find_first_not_of('\\'), machine.size()));
  return machine;
}

std::string folded(std::string name) {
  std::ranges::transform(name, name.begin(), to_lower_ascii);
  return name;
}

std::string text_at(byte_view texts, std::int32_t offset) {
  if (offset < 0 || static_cast<std::size_t>(offset) >= texts.size()) return {};
  return to_utf8(utf16_view(texts.subspan(static_cast<std::size_t>(offset))).until_nul());
}

blg_counter entry_of(const blg::counter_list_entry& entry, byte_view texts) {
  blg_counter out{.counter = {static_cast<counter_type>(entry.counter_type.value()), entry.time_base.value()},
                  .default_scale = entry.default_scale.value()};
  const auto flags = entry.flags.value();
  if ((flags & blg::entry_is_block) != 0)
    out.comes_as = blg_counter::shape::block;
  else if ((flags & blg::entry_is_wildcard) != 0)
    out.comes_as = blg_counter::shape::array;
  out.path.machine = without_backslashes(text_at(texts, entry.machine.value()));
  out.path.object = text_at(texts, entry.object.value());
  out.path.counter = text_at(texts, entry.counter.value());
  if (entry.instance.value() >= 0) out.path.instance = text_at(texts, entry.instance.value());
  if (const auto parent = text_at(texts, entry.parent.value()); !parent.empty() && out.path.instance)
    out.path.instance = fmt::format("{}/{}", parent, *out.path.instance);
  if (entry.instance_index.value() != 0 && out.path.instance) out.path.index = entry.instance_index.value();
  return out;
}

}  // namespace

std::string blg_counter::path_of(std::string_view instance, std::uint32_t occurrence) const {
  counter_path one = path;
  one.instance = std::string(instance);
  one.index = occurrence == 0 ? std::nullopt : std::optional(occurrence);
  return one.to_string();
}

std::vector<blg_counter> parse_counter_list(byte_view body, std::uint64_t offset, log_notices& notices) {
  std::vector<blg_counter> list;
  std::size_t position = sizeof(blg::counter_list_header);
  while (fits(position, sizeof(blg::counter_list_entry), body.size())) {
    const byte_view rest = body.subspan(position);
    const auto& entry = wire::overlay<blg::counter_list_entry>(rest);
    const auto size = entry.size.value();
    if (size < sizeof(blg::counter_list_entry) || size > rest.size()) {
      notices.add(offset, fmt::format("entry {} of the counter list states {} bytes where {} are left",
                                      list.size() + 1, size, rest.size()));
      break;
    }
    list.push_back(entry_of(entry, rest.first(size).subspan(sizeof(blg::counter_list_entry))));
    position += size;
  }
  return list;
}

void blg_names::add(byte_view body, std::uint64_t offset, log_notices& notices) {
  const utf16_view text(body);
  const utf16_view machine = text.until_nul();
  const byte_view pairs = body.subspan(std::min(body.size(), 2 * (machine.size() + 1)));
  if (pairs.size() > ceiling - size_) {
    notices.add(offset, fmt::format("title tables of more than {} bytes: these names were skipped", ceiling));
    return;
  }
  auto& known = machines_[folded(without_backslashes(to_utf8(machine)))];
  if (known.parsed) return;
  size_ += pairs.size();
  known.multi_sz.insert(known.multi_sz.end(), pairs.begin(), pairs.end());
}

const title_table& blg_names::of(const std::string& machine) {
  auto& known = machines_[folded(machine)];
  if (known.parsed) return known.table;
  known.parsed = true;
  if (auto table = title_table::parse(known.multi_sz); table && !table->empty()) {
    known.table = std::move(*table);
    return known.table;
  }
  title_table_builder base;
  for (const auto& name : base_names()) base.add(name.index, name.text);
  const byte_buffer bytes = base.finish();
  if (auto table = title_table::parse(bytes)) known.table = std::move(*table);
  return known.table;
}

}  // namespace perfdata
