#include <algorithm>
#include <cctype>
#include <cstdint>
#include <numeric>
#include <optional>

#include <perfdata/base/ascii.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/names/title_table.hpp>

namespace perfdata {
namespace {

// Trailing blanks stand behind some names of Windows' own tables (480, 1366).
std::string_view trimmed(std::string_view text) noexcept {
  const auto last = text.find_last_not_of(" \r");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

bool less_folded(std::string_view a, std::string_view b) noexcept {
  return std::ranges::lexicographical_compare(trimmed(a), trimmed(b), {}, to_lower_ascii, to_lower_ascii);
}

// The next string of a multi-sz, taken off `rest`. The last one may lack its terminator.
utf16_view take_string(utf16_view& rest) noexcept {
  const utf16_view text = rest.until_nul();
  const std::size_t used = std::min(text.bytes().size() + 2, rest.bytes().size());
  rest = utf16_view(rest.bytes().subspan(used));
  return text;
}

bool is_utf16_text(byte_view file) noexcept {
  if (file.size() < 2) return false;
  const bool byte_order_mark = file[0] == std::byte{0xFF} && file[1] == std::byte{0xFE};
  return byte_order_mark || file[1] == std::byte{0};
}

std::string to_text(byte_view file) {
  if (is_utf16_text(file)) {
    if (file[0] == std::byte{0xFF}) file = file.subspan(2);
    return to_utf8(utf16_view(file));
  }
  std::string text(file.size(), '\0');
  std::ranges::transform(file, text.begin(), [](std::byte b) { return std::to_integer<char>(b); });
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace

result<title_table> title_table::parse(byte_view multi_sz) {
  title_table table;
  utf16_view rest(multi_sz);
  std::string text;
  while (!rest.empty()) {
    text.clear();
    append_utf8(take_string(rest), text);
    if (text.empty()) continue;  // the end; or, from Samba, a second NUL behind a title
    const auto index = to_number(trimmed(text));
    if (!index || rest.empty()) {
      ++table.skipped_;
      continue;  // a text without a number, or a number without a text: the next string may be in step again
    }
    text.clear();
    append_utf8(take_string(rest), text);
    table.add(*index, text);
  }
  if (table.spans_.empty() && !multi_sz.empty() && table.skipped_ != 0)
    return failure(format_error(errc::malformed_data, record_kind::title_table, 0,
                                "not a single pair of index and text can be read"));
  table.close();
  return table;
}

result<title_table> title_table::parse_saved(byte_view file) {
  const std::string text = to_text(file);
  if (text.find('\0') != std::string::npos) return parse(file);
  title_table table;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    const auto separator = line.find_first_of("\t=");
    if (separator == std::string_view::npos) continue;  // section headers and blank lines
    if (const auto index = to_number(trimmed(line.substr(0, separator))))
      table.add(*index, trimmed(line.substr(separator + 1)));
    else
      ++table.skipped_;
  }
  if (table.spans_.empty())
    return failure(format_error(errc::malformed_data, record_kind::title_table, 0,
                                "neither a REG_MULTI_SZ nor lines of index and text"));
  table.close();
  return table;
}

void title_table::add(std::uint32_t index, std::string_view text) {
  spans_.push_back(
      {index, static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())});
  text_ += text;
}

void title_table::close() {
  std::ranges::stable_sort(spans_, {}, &span::index);
  const auto same_index = [](const span& a, const span& b) { return a.index == b.index; };
  spans_.erase(std::unique(spans_.begin(), spans_.end(), same_index), spans_.end());
  by_name_.resize(spans_.size());
  std::iota(by_name_.begin(), by_name_.end(), 0U);
  std::ranges::stable_sort(by_name_, [this](std::uint32_t a, std::uint32_t b) {
    return less_folded((*this)[a].text, (*this)[b].text);
  });
}

std::string_view title_table::find(std::uint32_t index) const noexcept {
  const auto found = std::ranges::lower_bound(spans_, index, {}, &span::index);
  if (found == spans_.end() || found->index != index) return {};
  return std::string_view(text_).substr(found->offset, found->length);
}

std::vector<std::uint32_t> title_table::find_all(std::string_view text) const {
  const auto name = [this](std::uint32_t position) { return (*this)[position].text; };
  std::vector<std::uint32_t> indexes;
  for (auto at = std::ranges::lower_bound(by_name_, text, less_folded, name);
       at != by_name_.end() && !less_folded(text, name(*at)); ++at)
    indexes.push_back(spans_[*at].index);
  return indexes;
}

title_table::entry title_table::operator[](std::size_t position) const noexcept {
  const span& s = spans_[position];
  return {s.index, std::string_view(text_).substr(s.offset, s.length)};
}

}  // namespace perfdata
