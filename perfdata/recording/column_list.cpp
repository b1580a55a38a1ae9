#include <algorithm>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/column_list.hpp>

namespace perfdata {
namespace {

std::string folded(std::string_view path) {
  std::string key(path);
  std::ranges::transform(key, key.begin(), to_lower_ascii);
  return key;
}

}  // namespace

std::optional<std::uint32_t> column_list::find_or_add(log_column column) {
  std::string key = folded(column.path);
  if (const auto known = by_path_.find(key); known != by_path_.end()) {
    log_column& there = columns_[known->second];
    if (!there.type) there.type = column.type;
    return known->second;
  }
  if (columns_.size() == most) return std::nullopt;
  const auto position = static_cast<std::uint32_t>(columns_.size());
  columns_.push_back(std::move(column));
  by_path_.emplace(std::move(key), position);
  return position;
}

std::optional<std::uint32_t> column_list::find(std::string_view path) const {
  const auto known = by_path_.find(folded(path));
  return known == by_path_.end() ? std::nullopt : std::optional(known->second);
}

result<void> learn_columns_from_samples(counter_log_reader& log) {
  log_sample sample;
  for (;;) {
    const auto more = log.read(sample);
    if (!more) return failure(more.error());
    if (!*more) return log.rewind();
  }
}

}  // namespace perfdata
