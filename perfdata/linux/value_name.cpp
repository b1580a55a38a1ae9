#include <charconv>
#include <fmt/format.h>
#include <limits>

#include <perfdata/base/ascii.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/linux/field_cursor.hpp>
#include <perfdata/linux/value_name.hpp>

namespace perfdata::procfs {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Language ids are hexadecimal: 009 is English.
bool is_english(std::string_view language) {
  unsigned id = 0;
  const auto parsed = std::from_chars(language.data(), language.data() + language.size(), id, 16);
  return parsed.ec == std::errc{} && parsed.ptr == language.data() + language.size() && id == 0x009;
}

tl::unexpected<error> unknown(std::string_view text, std::string advice) {
  return failure({.code = errc::not_found,
                  .message = fmt::format("This machine has no performance value named \"{}\"", text),
                  .advice = std::move(advice),
                  .system = system_status{.step = "query value", .win32 = error_file_not_found}});
}

result<value_name> titles(value_name::kind what, field_cursor rest, std::string_view text) {
  const auto language = rest.next();
  if (!language.empty() && !is_english(language))
    return unknown(text, "Ask for language 009: titles are there in English only");
  if (!rest.next().empty()) return unknown(text, "Ask for one language at a time, as in \"Counter 009\"");
  return value_name{.what = what};
}

result<value_name> object_list(std::string_view text) {
  value_name name{.what = value_name::kind::objects};
  field_cursor fields(text);
  for (auto field = fields.next(); !field.empty(); field = fields.next()) {
    if (!is_number(field)) return unknown(text, "Separate decimal title indexes by blanks, as in \"2 238\"");
    // Too large for a number is too large for an object: an index that nothing has.
    name.objects.push_back(
        field_cursor::parse<std::uint64_t>(field).value_or(std::numeric_limits<std::uint64_t>::max()));
  }
  return name;
}

}  // namespace

result<value_name> parse_value_name(std::string_view text) {
  field_cursor fields(text);
  const auto first = fields.next();
  if (is_number(first)) return object_list(text);
  if (equals_ignoring_case(first, "counter")) return titles(value_name::kind::counter_titles, fields, text);
  if (equals_ignoring_case(first, "help") || equals_ignoring_case(first, "explain"))
    return titles(value_name::kind::help_titles, fields, text);
  if (equals_ignoring_case(first, "global") && fields.next().empty())
    return value_name{.what = value_name::kind::global};
  return unknown(text, "Ask for Global, title indexes as in \"2 238\", Counter 009 or Help 009");
}

}  // namespace perfdata::procfs
