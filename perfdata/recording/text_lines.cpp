#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/text_lines.hpp>

namespace perfdata {
namespace {

constexpr std::size_t first_window = std::size_t{256} << 10U;
constexpr std::size_t not_found = ~std::size_t{0};

}  // namespace

result<std::unique_ptr<text_lines>> text_lines::open(std::unique_ptr<random_file> file) {
  std::unique_ptr<text_lines> lines(new text_lines(std::move(file)));
  std::array<std::byte, 3> mark{};
  const auto got = lines->file_->read(0, mark);
  if (!got) return failure(got.error());
  lines->is_utf16_ = *got >= 2 && mark[0] == std::byte{0xFF} && mark[1] == std::byte{0xFE};
  const bool is_utf8 =
      *got == 3 && mark[0] == std::byte{0xEF} && mark[1] == std::byte{0xBB} && mark[2] == std::byte{0xBF};
  lines->start_ = lines->is_utf16_ ? 2 : is_utf8 ? 3 : 0;
  lines->window_.resize(first_window);
  lines->go_to(lines->start_);
  return lines;
}

void text_lines::go_to(std::uint64_t offset) noexcept {
  window_offset_ = std::max(offset, start_);
  used_ = position_ = 0;
}

// More text behind what is there, which moves to the window's front; false at the end of the file.
result<bool> text_lines::read_more() {
  if (position_ != 0) {
    std::copy(window_.begin() + static_cast<std::ptrdiff_t>(position_),
              window_.begin() + static_cast<std::ptrdiff_t>(used_), window_.begin());
    window_offset_ += position_;
    used_ -= position_;
    position_ = 0;
  }
  if (used_ == window_.size()) {
    if (used_ >= longest_line)
      return failure({.code = errc::too_large,
                      .message = fmt::format("\"{}\" has a line of more than {} bytes at 0x{:x}", path(),
                                             longest_line, window_offset_),
                      .advice = "this is no log of counters, or a damaged one"});
    window_.resize(2 * window_.size());
  }
  const auto got = file_->read(window_offset_ + used_, std::span(window_).subspan(used_));
  if (!got) return failure(got.error());
  used_ += *got;
  return *got != 0;
}

// The end of the line that begins at position_, looked for from `from` on.
std::size_t text_lines::find_end(std::size_t from) const noexcept {
  const byte_view text = byte_view(window_).first(used_);
  if (!is_utf16_) {
    if (from >= used_) return not_found;
    const void* end = std::memchr(text.data() + from, '\n', used_ - from);
    return end == nullptr ? not_found
                          : static_cast<std::size_t>(static_cast<const std::byte*>(end) - text.data());
  }
  for (std::size_t at = from & ~std::size_t{1}; at + 1 < used_; at += 2)
    if (text[at] == std::byte{'\n'} && text[at + 1] == std::byte{0}) return at;
  return not_found;
}

void text_lines::show(byte_view bytes, std::string_view& line) {
  if (is_utf16_) {
    line_ = to_utf8(utf16_view(bytes));
    line = line_;
  } else {
    line = {static_cast<const char*>(static_cast<const void*>(bytes.data())), bytes.size()};
  }
  if (line.ends_with('\r')) line.remove_suffix(1);
}

result<bool> text_lines::next(std::string_view& line) {
  std::size_t looked_at = position_;
  for (;;) {
    if (const auto end = find_end(looked_at); end != not_found) {
      line_offset_ = window_offset_ + position_;
      show(byte_view(window_).subspan(position_, end - position_), line);
      position_ = end + (is_utf16_ ? 2 : 1);
      return true;
    }
    const std::size_t behind = used_ - position_;
    const auto more = read_more();
    if (!more) return failure(more.error());
    if (!*more) break;
    looked_at = behind;
  }
  if (used_ == position_) return false;
  line_offset_ = window_offset_ + position_;
  show(byte_view(window_).subspan(position_, used_ - position_), line);
  position_ = used_;
  return true;
}

}  // namespace perfdata
