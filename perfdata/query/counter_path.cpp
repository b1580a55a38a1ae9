#include <fmt/format.h>

#include <perfdata/query/counter_path.hpp>

namespace perfdata {
namespace {

error bad_path(std::string_view text, std::string_view why) {
  return {
      .code = errc::invalid_argument,
      .message = fmt::format("\"{}\" is not a counter path: {}", text, why),
      .advice =
          R"(write \Object(instance)\Counter, e.g. \Processor(_Total)\% Processor Time or \Memory\Available Bytes)"};
}

// Where the parenthesis that opens at `open` closes, by depth; npos when it does not.
std::size_t closing(std::string_view text, std::size_t open) noexcept {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

struct parentheses {
  std::size_t open = std::string_view::npos;
  std::size_t close = std::string_view::npos;
};

// The pair that holds the instance: the one whose close stands right before the counter's backslash.
parentheses find_instance(std::string_view text) noexcept {
  for (std::size_t open = text.find('('); open != std::string_view::npos;) {
    if (text.substr(0, open).find('\\') != std::string_view::npos)
      return {};  // it belongs to the counter's name
    const std::size_t close = closing(text, open);
    if (close == std::string_view::npos) break;
    if (text.substr(close + 1).starts_with('\\')) return {open, close};
    open = text.find('(', close);
  }
  // Unbalanced inside the instance: the last ")\" ends it.
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(")\\");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  return {open, close};
}

// "name#7" as name and number; no number when the text does not end in one.
struct numbered_name {
  std::string_view name;
  std::optional<std::uint32_t> number{};
};

numbered_name split_number(std::string_view text) noexcept {
  const auto hash = text.rfind('#');
  if (hash == std::string_view::npos || hash == 0) return {text};
  const auto number = to_number(text.substr(hash + 1));
  return number ? numbered_name{text.substr(0, hash), number} : numbered_name{text};
}

}  // namespace

result<counter_path> counter_path::parse(std::string_view text) {
  counter_path path;
  std::string_view rest = text;
  if (rest.starts_with("\\\\")) {
    const auto end = rest.find('\\', 2);
    if (end == std::string_view::npos || end == 2)
      return failure(bad_path(text, "no object behind the machine"));
    path.machine = rest.substr(2, end - 2);
    rest.remove_prefix(end);
  }
  if (!rest.starts_with('\\')) return failure(bad_path(text, "it does not start with a backslash"));
  rest.remove_prefix(1);

  const auto instance = find_instance(rest);
  const bool has_instance = instance.open != std::string_view::npos;
  const std::size_t object_end = has_instance ? instance.open : rest.find('\\');
  if (object_end == std::string_view::npos) return failure(bad_path(text, "no counter behind the object"));
  path.object = rest.substr(0, object_end);
  if (has_instance) {
    const auto [name, number] =
        split_number(rest.substr(instance.open + 1, instance.close - instance.open - 1));
    path.instance = std::string(name);
    path.index = number;
  }
  path.counter = rest.substr((has_instance ? instance.close + 1 : object_end) + 1);
  if (path.object.empty()) return failure(bad_path(text, "the object is empty"));
  if (path.counter.empty()) return failure(bad_path(text, "the counter is empty"));
  return path;
}

std::string counter_path::to_string() const {
  std::string out;
  if (!machine.empty()) out += "\\\\" + machine;
  out += '\\' + object;
  if (instance) {
    // #0 goes without saying, but for a name that itself ends in a number.
    const bool numbered = index && (*index != 0 || split_number(*instance).number);
    out += '(' + *instance + (numbered ? fmt::format("#{}", *index) : "") + ')';
  }
  return out + '\\' + counter;
}

bool counter_path::has_wildcard() const noexcept {
  return is_wildcard(object) || is_wildcard(counter) || (instance && is_wildcard(*instance));
}

bool matches_wildcard(std::string_view pattern, std::string_view text) noexcept {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;  // the last '*' seen, and where its run began
  std::size_t run = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      run = t;
    } else if (p < pattern.size() && to_lower_ascii(pattern[p]) == to_lower_ascii(text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++run;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace perfdata
