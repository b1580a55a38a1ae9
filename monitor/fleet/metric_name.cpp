#include "monitor/fleet/metric_name.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include <perfdata/base/ascii.hpp>

namespace perfdata::fleet {
namespace {

struct unit_word {
  std::string_view word;
  std::string_view unit;
  double scale;
  bool stays;  // as a word of the name, beside the unit
};

constexpr std::array unit_words{unit_word{"bytes", "bytes", 1, false},
                                unit_word{"byte", "bytes", 1, false},
                                unit_word{"kbytes", "bytes", 1024, true},
                                unit_word{"kilobytes", "bytes", 1024, true},
                                unit_word{"kb", "bytes", 1024, true},
                                unit_word{"mbytes", "bytes", 1048576, true},
                                unit_word{"megabytes", "bytes", 1048576, true},
                                unit_word{"mb", "bytes", 1048576, true},
                                unit_word{"sec", "seconds", 1, false},
                                unit_word{"secs", "seconds", 1, false},
                                unit_word{"seconds", "seconds", 1, false},
                                unit_word{"second", "seconds", 1, false},
                                unit_word{"msec", "seconds", 1e-3, true},
                                unit_word{"ms", "seconds", 1e-3, true},
                                unit_word{"milliseconds", "seconds", 1e-3, true}};

// Bytes whose names do not say so, on every Windows.
constexpr std::array<std::string_view, 4> bytes_without_the_word{"working_set", "working_set_peak",
                                                                 "working_set_private", "commit_limit"};

struct spelling {
  std::string_view word;
  std::string_view instead;
};

// The linter takes each of these for a unit that is not a base unit, or for an abbreviation of one.
constexpr std::array spellings{spelling{"kilobytes", "kbytes"},  spelling{"kb", "kbytes"},
                               spelling{"megabytes", "mbytes"},  spelling{"mb", "mbytes"},
                               spelling{"milliseconds", "msec"}, spelling{"ms", "msec"}};

using words = std::vector<std::string>;

words split(std::string_view text) {
  words out;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) out.push_back(std::exchange(word, {}));
  };
  for (const char c : text) {
    const char lower = to_lower_ascii(c);
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      word.push_back(lower);
      continue;
    }
    end_word();
    if (c == '/') out.emplace_back("per");
  }
  end_word();
  return out;
}

std::string join(const words& parts) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out.push_back('_');
    out += part;
  }
  return out;
}

bool is_second(std::string_view word) {
  return word == "sec" || word == "second" || word == "secs";
}

void drop_per_second(words& parts) {
  if (parts.size() < 2 || parts[parts.size() - 2] != "per" || !is_second(parts.back())) return;
  parts.resize(parts.size() - 2);
}

// Rates of something: the number itself counts things, not things a second.
bool counts_up(formula f) {
  return f != formula::raw && f != formula::raw_double && f != formula::raw_fraction;
}

void take_unit(words& parts, counter_words& out) {
  for (auto at = parts.begin(); at != parts.end(); ++at) {
    const auto known = std::ranges::find(unit_words, *at, &unit_word::word);
    if (known == unit_words.end()) continue;
    out.unit = known->unit;
    out.scale = known->scale;
    if (!known->stays) {
      parts.erase(at);
    } else if (const auto other = std::ranges::find(spellings, *at, &spelling::word);
               other != spellings.end()) {
      *at = other->instead;
    }
    return;
  }
}

void reword_end(words& parts, bool is_counter, bool has_unit) {
  if (parts.size() > 1 && parts.back() == "count") {
    parts.pop_back();
    if (!parts.back().ends_with('s')) parts.back().push_back('s');
  }
  if (parts.empty()) return;
  if (parts.back() == "total" && !has_unit && !is_counter) parts.back() = "all";
  if (!has_unit && (parts.back() == "count" || parts.back() == "sum" || parts.back() == "bucket" ||
                    parts.back() == "info" || parts.back() == "created"))
    parts.emplace_back("value");
}

}  // namespace

std::string snake_case(std::string_view text) {
  return join(split(text));
}

std::string join_words(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out.push_back('_');
    out += part;
  }
  return out;
}

counter_words words_of(std::string_view name, std::uint32_t index, const counter_type_info& type) {
  counter_words out;
  words parts = split(name);
  if (parts.empty()) {
    out.stem = fmt::format("counter_{}", index);
    return out;
  }
  out.percent = name.find('%') != std::string_view::npos;
  const bool counter = counts_up(type.formula);
  if (counter) drop_per_second(parts);
  if (counter && !parts.empty() && (parts.front() == "avg" || parts.front() == "average"))
    parts.erase(parts.begin());
  take_unit(parts, out);
  // "MBytes/sec" that nobody counted up: a gauge of bytes a second.
  if (!counter && parts.size() > 1 && parts.back() == "per") parts.pop_back();
  if (out.unit.empty() &&
      std::ranges::find(bytes_without_the_word, join(parts)) != bytes_without_the_word.end())
    out.unit = "bytes";
  reword_end(parts, counter, !out.unit.empty());
  if (!parts.empty() && parts.back() == "total" && counter) parts.back() = "all";
  out.stem = join(parts);
  if (out.stem.empty() && out.unit.empty()) out.stem = "value";
  return out;
}

}  // namespace perfdata::fleet
