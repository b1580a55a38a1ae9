#include "monitor/gui/layouts/layout_file.hpp"
#include "monitor/gui/layouts/layout_words.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <sstream>
#include <toml++/toml.h>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_columns = 4;
constexpr double widest_panel = 8192;  // points
constexpr std::uint32_t most_colours = 1024;
constexpr double end_of_9999 = 253'402'300'799;  // as TOML has dates

/// Reads tables; after the first thing that is wrong it goes on and keeps that.
class layout_reader {
 public:
  layout read(const toml::table& table);

  [[nodiscard]] const std::optional<error>& wrong() const noexcept { return wrong_; }

 private:
  void complain(const toml::node& where, std::string_view what) {
    if (wrong_) return;
    wrong_ = error{.code = errc::malformed_data,
                   .message = fmt::format("line {}: {}", where.source().begin.line, what),
                   .advice = "compare it with a layout that the window saved"};
  }

  template <class Value>
  void word(const toml::table& table, std::string_view key, Value& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return;
    if (const auto known = from_word<Value>(node->value_or(std::string_view())))
      into = *known;
    else
      complain(*node, fmt::format("this is no word for \"{}\"", key));
  }

  template <class Value>
  void word(const toml::table& table, std::string_view key, std::optional<Value>& into) {
    if (table.get(key) == nullptr) return;
    Value value{};
    word(table, key, value);
    into = value;
  }

  /// `into`, where the key is not there, and numbers that are none.
  static double number(const toml::table& table, std::string_view key, double into, double least,
                       double most) {
    const double typed = table[key].value_or(into);
    return std::isnan(typed) ? into : std::clamp(typed, least, most);
  }

  template <class Each>
  void tables(const toml::table& table, std::string_view key, Each&& each) {
    const auto* list = table[key].as_array();
    if (list == nullptr) return;
    for (const auto& node : *list) {
      if (const auto* one = node.as_table())
        each(*one);
      else
        complain(node, fmt::format("write [[{}]]", key));
    }
  }

  counter_path path(const toml::node& node) {
    auto parsed = counter_path::parse(node.value_or(std::string_view()));
    if (!parsed) {
      complain(node, parsed.error().message);
      return {};
    }
    parsed->machine.clear();
    return *parsed;
  }

  void read_chart(const toml::table& table, layout& into);
  void read_source(const toml::table& table, layout& into);
  void read_line(const toml::table& table, layout& into);
  void read_note(const toml::table& table, layout& into);

  std::optional<error> wrong_;
};

void layout_reader::read_chart(const toml::table& table, layout& into) {
  std::optional<chart_id> id;
  word(table, "chart", id);
  if (!id) return complain(table, "the chart has no name called chart");
  chart_setup setup;
  word(table, "show", setup.kind);
  setup.logarithmic = table["logarithmic"].value_or(false);
  setup.title = table["title"].value_or("");
  tables(table, "thresholds", [&](const toml::table& limit) {
    constexpr double most = std::numeric_limits<double>::max();
    threshold each;
    if (limit.contains("from")) each.from = number(limit, "from", 0, -most, most);
    if (limit.contains("to")) each.to = number(limit, "to", 0, -most, most);
    setup.thresholds.push_back(each);
  });
  into.charts[*id] = std::move(setup);
}

void layout_reader::read_source(const toml::table& table, layout& into) {
  layout_source source{.label = table["label"].value_or("")};
  if (const auto* counters = table["counters"].as_array())
    for (const auto& each : *counters) source.counters.push_back({path(each)});
  tables(table, "placed", [&](const toml::table& each) {
    layout_counter counter;
    if (const auto* text = each.get("path")) counter.path = path(*text);
    word(each, "chart", counter.chart);
    source.counters.push_back(std::move(counter));
  });
  into.sources.push_back(std::move(source));
}

void layout_reader::read_line(const toml::table& table, layout& into) {
  const auto* text = table.get("path");
  if (text == nullptr) return complain(table, "the line has no path");
  layout_line line{.source = table["source"].value_or(""), .path = path(*text)};
  if (const auto colour = table["colour"].value<std::int64_t>())
    line.setup.colour = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*colour, 0, most_colours));
  line.setup.width = static_cast<float>(number(table, "width", 0, 0, static_cast<double>(widest_line)));
  if (const auto power = table["power"].value<std::int64_t>())
    line.setup.power = static_cast<int>(std::clamp<std::int64_t>(*power, -greatest_power, greatest_power));
  word(table, "chart", line.setup.chart);
  line.hidden = table["hidden"].value_or(false);
  into.lines.push_back(std::move(line));
}

double seconds_of(const toml::date_time& when) {
  const std::chrono::year_month_day day(std::chrono::year(when.date.year),
                                        std::chrono::month(when.date.month), std::chrono::day(when.date.day));
  const double whole = static_cast<double>(std::chrono::sys_days(day).time_since_epoch().count()) * 86'400;
  const double offset = when.offset ? when.offset->minutes * 60.0 : 0;
  return whole + when.time.hour * 3600.0 + when.time.minute * 60.0 + when.time.second +
         when.time.nanosecond / 1e9 - offset;
}

toml::date_time date_of(double time) {
  const auto milliseconds =
      std::chrono::milliseconds(std::llround(std::clamp(time, 0.0, end_of_9999) * 1000));
  const std::chrono::sys_time<std::chrono::milliseconds> moment(milliseconds);
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(moment - day);
  return {toml::date{static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day())},
          toml::time{clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     static_cast<unsigned>(clock.subseconds().count()) * 1'000'000U},
          toml::time_offset{}};
}

void layout_reader::read_note(const toml::table& table, layout& into) {
  const auto when = table["time"].value<toml::date_time>();
  if (!when) return complain(table, "the note has no time");
  into.notes.push_back({seconds_of(*when), table["text"].value_or("")});
}

layout layout_reader::read(const toml::table& table) {
  layout kept{.name = table["name"].value_or("")};
  if (kept.name.empty()) complain(table, "the layout has no name");
  word(table, "theme", kept.theme);
  word(table, "page", kept.page);
  word(table, "show", kept.kind);
  word(table, "axes", kept.axes);
  kept.columns = static_cast<std::size_t>(number(table, "columns", 1, 1, most_columns));
  kept.span = number(table, "span", kept.span, shortest_span, longest_span);
  kept.desktop_alerts = table["desktop_alerts"].value_or(false);
  if (const auto* panels = table["panels"].as_table()) {
    const auto size = [&](const char* key) {
      return static_cast<float>(number(*panels, key, 0, 0, widest_panel));
    };
    kept.panels = {size("side"), size("sources"), size("lower"), size("inspector")};
  }
  tables(table, "chart", [&](const toml::table& each) { read_chart(each, kept); });
  tables(table, "source", [&](const toml::table& each) { read_source(each, kept); });
  tables(table, "line", [&](const toml::table& each) { read_line(each, kept); });
  tables(table, "note", [&](const toml::table& each) { read_note(each, kept); });
  return kept;
}

toml::table table_of(const chart_id id, const chart_setup& setup) {
  toml::table table{{"chart", word_of(id)}};
  if (setup.kind) table.insert("show", word_of(*setup.kind));
  if (setup.logarithmic) table.insert("logarithmic", true);
  if (!setup.title.empty()) table.insert("title", setup.title);
  toml::array thresholds;
  for (const auto& limit : setup.thresholds) {
    toml::table each;
    if (!std::isinf(limit.from)) each.insert("from", limit.from);
    if (!std::isinf(limit.to)) each.insert("to", limit.to);
    each.is_inline(true);
    thresholds.push_back(std::move(each));
  }
  if (!thresholds.empty()) table.insert("thresholds", std::move(thresholds));
  return table;
}

toml::table table_of(const layout_source& source) {
  toml::array counters;
  toml::array placed;
  for (const auto& each : source.counters) {
    if (!each.chart) {
      counters.push_back(each.path.to_string());
      continue;
    }
    toml::table one{{"path", each.path.to_string()}, {"chart", word_of(*each.chart)}};
    one.is_inline(true);
    placed.push_back(std::move(one));
  }
  toml::table table{{"label", source.label}};
  if (!counters.empty()) table.insert("counters", std::move(counters));
  if (!placed.empty()) table.insert("placed", std::move(placed));
  return table;
}

toml::table table_of(const layout_line& line) {
  toml::table table{{"source", line.source}, {"path", line.path.to_string()}};
  if (line.setup.colour) table.insert("colour", static_cast<std::int64_t>(*line.setup.colour));
  if (line.setup.width > 0) table.insert("width", static_cast<double>(line.setup.width));
  if (line.setup.power) table.insert("power", *line.setup.power);
  if (line.setup.chart) table.insert("chart", word_of(*line.setup.chart));
  if (line.hidden) table.insert("hidden", true);
  return table;
}

template <class List, class Make>
void insert_tables(toml::table& into, std::string_view key, const List& list, Make&& make) {
  toml::array tables;
  for (const auto& each : list) tables.push_back(make(each));
  if (!tables.empty()) into.insert(key, std::move(tables));
}

toml::table table_of(const panel_sizes& panels) {
  toml::table table;
  const auto add = [&](const char* key, float size) {
    if (size > 0) table.insert(key, std::round(static_cast<double>(size)));
  };
  add("side", panels.side);
  add("sources", panels.sources);
  add("lower", panels.lower);
  add("inspector", panels.inspector);
  return table;
}

}  // namespace

result<layout> parse_layout(std::string_view text) {
  try {
    layout_reader reader;
    auto kept = reader.read(toml::parse(text));
    if (reader.wrong()) return failure(*reader.wrong());
    return kept;
  } catch (const toml::parse_error& problem) {
    return failure({.code = errc::malformed_data,
                    .message = fmt::format("line {}: {}", problem.source().begin.line, problem.description()),
                    .advice = "compare it with a layout that the window saved"});
  }
}

std::string to_toml(const layout& kept) {
  toml::table table{{"name", kept.name},          {"theme", word_of(kept.theme)},
                    {"page", word_of(kept.page)}, {"show", word_of(kept.kind)},
                    {"axes", word_of(kept.axes)}, {"columns", static_cast<std::int64_t>(kept.columns)},
                    {"span", kept.span}};
  if (kept.desktop_alerts) table.insert("desktop_alerts", true);
  if (kept.panels != panel_sizes{}) table.insert("panels", table_of(kept.panels));
  insert_tables(table, "chart", kept.charts,
                [](const auto& each) { return table_of(each.first, each.second); });
  insert_tables(table, "source", kept.sources, [](const auto& each) { return table_of(each); });
  insert_tables(table, "line", kept.lines, [](const auto& each) { return table_of(each); });
  insert_tables(table, "note", kept.notes, [](const time_note& each) {
    return toml::table{{"time", date_of(each.time)}, {"text", each.text}};
  });
  std::ostringstream text;
  text << table << '\n';
  return text.str();
}

}  // namespace perfdata::monitor
