#include <optional>

#include <perfdata/linux/field_cursor.hpp>
#include <perfdata/linux/mount_table.hpp>

namespace perfdata::procfs {
namespace {

bool is_octal(char c) noexcept {
  return c >= '0' && c <= '7';
}

bool is_escape(std::string_view text) noexcept {
  return text.size() >= 4 && text[0] == '\\' && text[1] >= '0' && text[1] <= '3' && is_octal(text[2]) &&
         is_octal(text[3]);
}

std::optional<mounted> parse_line(std::string_view line) {
  // 27 1 254:0 / /mnt rw,relatime shared:1 master:2 - ext4 /dev/vda rw
  field_cursor fields(line);
  fields.skip(2);
  const auto device = fields.next();
  const auto root = fields.next();
  const auto point = fields.next();
  auto optional = fields.next();
  while (!optional.empty() && optional != "-") optional = fields.next();
  fields.skip(1);
  const auto source = fields.next();
  const auto colon = device.find(':');
  if (source.empty() || colon == std::string_view::npos) return std::nullopt;
  const auto major = field_cursor::parse<std::uint32_t>(device.substr(0, colon));
  const auto minor = field_cursor::parse<std::uint32_t>(device.substr(colon + 1));
  if (!major || !minor) return std::nullopt;
  return mounted{.device = {.major = *major, .minor = *minor},
                 .whole = root == "/",
                 .point = without_octal_escapes(point),
                 .source = without_octal_escapes(source)};
}

}  // namespace

std::vector<mounted> parse_mount_table(std::string_view mountinfo) {
  std::vector<mounted> mounts;
  line_cursor lines(mountinfo);
  while (const auto line = lines.next())
    if (auto mount = parse_line(*line)) mounts.push_back(std::move(*mount));
  return mounts;
}

std::string without_octal_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (is_escape(text)) {
      out.push_back(static_cast<char>((text[1] - '0') * 64 + (text[2] - '0') * 8 + (text[3] - '0')));
      text.remove_prefix(4);
    } else {
      out.push_back(text.front());
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace perfdata::procfs
