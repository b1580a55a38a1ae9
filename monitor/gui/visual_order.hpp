// Names in Arabic or Hebrew, as a drawing from left to right needs them.
#pragma once

#include <string>
#include <string_view>

namespace perfdata::monitor {

/// `text`, UTF-8 in reading order, in the order in which it stands on the screen from left to right, Arabic
/// letters joined (Unicode's presentation forms). Text without letters that are written from the right, most
/// text, is returned as it is; otherwise the view is of `room`. Text of more than 4,096 bytes, or that is no
/// UTF-8, is returned as it is. Linear.
[[nodiscard]] std::string_view in_visual_order(std::string_view text, std::string& room);

}  // namespace perfdata::monitor
