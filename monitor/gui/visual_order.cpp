#include "monitor/gui/visual_order.hpp"

#include <algorithm>
#include <fribidi.h>
#include <iterator>
#include <utf8.h>
#include <vector>

namespace perfdata::monitor {
namespace {

constexpr std::size_t longest = 4096;

// Hebrew begins at U+0590, which is 0xd6 0x90 in UTF-8; U+0800 to U+08ff, more Arabic, begins with 0xe0 0xa0
// to 0xe0 0xa3; presentation forms with 0xef.
bool may_go_left(std::string_view text) noexcept {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0xd6 && byte <= 0xdf) || byte == 0xe0 || byte == 0xef;
  });
}

bool goes_left(FriBidiChar character) noexcept {
  return FRIBIDI_IS_RTL(fribidi_get_bidi_type(character)) != 0;
}

}  // namespace

std::string_view in_visual_order(std::string_view text, std::string& room) {
  if (!may_go_left(text) || text.size() > longest || !utf8::is_valid(text.begin(), text.end())) return text;
  std::vector<FriBidiChar> logical;
  utf8::unchecked::utf8to32(text.begin(), text.end(), std::back_inserter(logical));
  if (std::ranges::none_of(logical, goes_left)) return text;
  std::vector<FriBidiChar> visual(logical.size() + 1);
  FriBidiParType direction = FRIBIDI_PAR_ON;
  const auto length = static_cast<FriBidiStrIndex>(logical.size());
  if (fribidi_log2vis(logical.data(), length, &direction, visual.data(), nullptr, nullptr, nullptr) == 0)
    return text;
  const auto kept = fribidi_remove_bidi_marks(visual.data(), length, nullptr, nullptr, nullptr);
  room.clear();
  utf8::unchecked::utf32to8(visual.begin(), visual.begin() + std::max<FriBidiStrIndex>(kept, 0),
                            std::back_inserter(room));
  return room;
}

}  // namespace perfdata::monitor
