#include <algorithm>
#include <bit>
#include <boost/endian/conversion.hpp>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <utility>

#include <perfdata/base/ascii.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/names/title_table.hpp>

namespace perfdata {
namespace {

// Trailing blanks stand behind some names of Windows' own tables (480, 1366).
std::string_view without_blanks(std::string_view text) noexcept {
  const auto last = text.find_last_not_of(" \r");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

// FNV-1a over the letters in lower case.
std::uint32_t hash_folded(std::string_view text) noexcept {
  std::uint32_t hash = 2'166'136'261;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(to_lower_ascii(c))) * 16'777'619;
  return hash;
}

constexpr std::uint32_t no_position = 0xFFFFFFFF;

// Eight letters in a register, the first one lowest.
constexpr std::size_t eight = 8;

std::uint64_t load_letters(const char* from) noexcept {
  std::uint64_t letters = 0;
  std::memcpy(&letters, from, sizeof letters);
  return boost::endian::little_to_native(letters);
}

// Zero, or a number whose lowest bit set lies in the first letter that is NUL.
constexpr std::uint64_t nul_marks(std::uint64_t letters) noexcept {
  return (letters - 0x0101'0101'0101'0101) & ~letters & 0x8080'8080'8080'8080;
}

// Where the string at `at` ends: at its NUL, or where everything does.
std::size_t end_of_string(std::string_view text, std::size_t at) noexcept {
  for (; fits(at, eight, text.size()); at += eight)
    if (const auto nuls = nul_marks(load_letters(text.data() + at)); nuls != 0)
      return at + static_cast<std::size_t>(std::countr_zero(nuls)) / 8;
  while (at < text.size() && text[at] != '\0') ++at;
  return at;
}

// The strings of a multi-sz, one after the other. The last one may lack its terminator.
class string_list {
 public:
  explicit string_list(std::string_view text) noexcept : text_(text) {}
  [[nodiscard]] bool empty() const noexcept { return at_ == text_.size(); }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  [[nodiscard]] std::string_view text() const noexcept { return text_.substr(at_); }
  // The length of the one that begins here; goes to the next one.
  [[nodiscard]] std::size_t take() noexcept {
    const std::size_t begin = at_;
    const std::size_t end = end_of_string(text_, begin);
    at_ = std::min(end + 1, text_.size());
    return end - begin;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr std::uint64_t no_number = 0xFFFF'FFFF'FFFF'FFFF;

// The number that a digit to eight of them are, or no_number; their first is the lowest of `digits`.
std::uint64_t short_number(std::uint64_t digits, std::size_t count) noexcept {
  constexpr std::uint64_t zeros = 0x3030'3030'3030'3030;
  if (count < eight) digits = digits << 8 * (eight - count) | zeros >> 8 * count;  // leading zeros
  const std::uint64_t values = digits ^ zeros;
  if (((values | (values + 0x0606'0606'0606'0606)) & 0xF0F0'F0F0'F0F0'F0F0) != 0) return no_number;
  const std::uint64_t pairs = ((values * 10) + (values >> 8U)) & 0x00FF'00FF'00FF'00FF;
  const std::uint64_t fours = ((pairs * 100) + (pairs >> 16U)) & 0x0000'FFFF'0000'FFFF;
  return ((fours * 10'000) + (fours >> 32U)) & 0xFFFF'FFFF;
}

// The decimal number that the first `count` letters are, or no_number; trailing blanks are no matter. (An
// std::optional of 32 bits is written in halves and read whole, for which processors wait.)
std::uint64_t number_in(std::string_view text, std::size_t count) noexcept {
  if (count <= eight && text.size() >= eight)
    if (const auto number = short_number(load_letters(text.data()), count); number != no_number)
      return number;
  const auto number = to_number(without_blanks(text.substr(0, count)));
  return number ? *number : no_number;
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

// A hash table of chains. Positions of one chain ascend, and with them the indexes.
struct title_table::name_index {
  std::once_flag made;
  std::vector<std::uint32_t> heads;  // a power of two of them; positions in spans_ or no_position
  std::vector<std::uint32_t> next;   // for each position

  void make(const title_table& table) {
    heads.assign(std::bit_ceil(table.size() + 1), no_position);
    next.resize(table.size());
    for (auto position = static_cast<std::uint32_t>(table.size()); position-- != 0;)
      next[position] = std::exchange(head_of(without_blanks(table[position].text)), position);
  }
  [[nodiscard]] std::uint32_t& head_of(std::string_view text) noexcept {
    return heads[hash_folded(text) & (heads.size() - 1)];
  }
};

result<title_table> title_table::parse(byte_view multi_sz) {
  title_table table;
  table.text_.reserve(multi_sz.size() / 8 * 5);  // a letter a unit, and room for some that are not ASCII
  append_utf8(utf16_view(multi_sz), table.text_);
  constexpr std::size_t usual_pair = 24;  // letters
  table.spans_.reserve(table.text_.size() / usual_pair);
  string_list rest(table.text_);
  while (!rest.empty()) {
    const std::string_view text = rest.text();
    const std::size_t count = rest.take();
    if (count == 0) continue;  // the end; or, from Samba, a second NUL behind a title
    const std::uint64_t index = number_in(text, count);
    if (index == no_number || rest.empty()) {
      ++table.skipped_;
      continue;  // a text without a number, or a number without a text: the next string may be in step again
    }
    const std::size_t begin = rest.position();
    table.add(static_cast<std::uint32_t>(index), begin, rest.take());
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
    const auto index = to_number(without_blanks(line.substr(0, separator)));
    if (!index) {
      ++table.skipped_;
      continue;
    }
    const std::size_t before = table.text_.size();
    table.text_ += without_blanks(line.substr(separator + 1));
    table.add(*index, before, table.text_.size() - before);
  }
  if (table.spans_.empty())
    return failure(format_error(errc::malformed_data, record_kind::title_table, 0,
                                "neither a REG_MULTI_SZ nor lines of index and text"));
  table.close();
  return table;
}

void title_table::add(std::uint32_t index, std::size_t offset, std::size_t length) {
  spans_.push_back({index, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)});
}

void title_table::close() {
  names_ = std::make_shared<name_index>();
  const auto out_of_order = std::ranges::adjacent_find(spans_, std::ranges::greater_equal{}, &span::index);
  if (out_of_order == spans_.end()) return;
  std::ranges::stable_sort(spans_, {}, &span::index);
  const auto same_index = [](const span& a, const span& b) { return a.index == b.index; };
  spans_.erase(std::unique(spans_.begin(), spans_.end(), same_index), spans_.end());
}

std::string_view title_table::find(std::uint32_t index) const noexcept {
  const auto found = std::ranges::lower_bound(spans_, index, {}, &span::index);
  if (found == spans_.end() || found->index != index) return {};
  return std::string_view(text_).substr(found->offset, found->length);
}

std::vector<std::uint32_t> title_table::find_all(std::string_view text) const {
  std::vector<std::uint32_t> indexes;
  if (empty()) return indexes;
  std::call_once(names_->made, [this] { names_->make(*this); });
  text = without_blanks(text);
  for (auto at = names_->head_of(text); at != no_position; at = names_->next[at])
    if (equals_ignoring_case(without_blanks((*this)[at].text), text)) indexes.push_back(spans_[at].index);
  return indexes;
}

title_table::entry title_table::operator[](std::size_t position) const noexcept {
  const span& s = spans_[position];
  return {s.index, std::string_view(text_).substr(s.offset, s.length)};
}

}  // namespace perfdata
