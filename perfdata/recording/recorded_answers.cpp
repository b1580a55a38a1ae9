#include <charconv>

#include <perfdata/base/ascii.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/base_names.hpp>
#include <perfdata/recording/recorded_answers.hpp>

namespace perfdata {

bool asks_for_objects(std::string_view value_name) noexcept {
  return value_name.find_first_not_of("0123456789 ") == std::string_view::npos ||
         equals_ignoring_case(value_name, "Global");
}

std::optional<std::vector<std::uint32_t>> listed_objects(std::string_view value_name) {
  if (value_name.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  std::vector<std::uint32_t> objects;
  const char* const end = value_name.data() + value_name.size();
  for (const char* at = value_name.data(); at != end;) {
    std::uint32_t index = 0;
    const auto read = std::from_chars(at, end, index);
    if (read.ptr == at) {
      ++at;
      continue;
    }
    if (read.ec == std::errc{}) objects.push_back(index);
    at = read.ptr;
  }
  return objects;
}

byte_buffer base_title_table() {
  title_table_builder table;
  for (const auto& name : base_names()) table.add(name.index, name.text);
  return table.finish();
}

}  // namespace perfdata
