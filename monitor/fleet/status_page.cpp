#include "monitor/fleet/routes.hpp"

#include <fmt/format.h>
#include <iterator>

namespace perfdata::fleet {
namespace {

constexpr std::size_t most_rows = 5000;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>perfdata</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1c2128; background: #fff }
table { border-collapse: collapse } td, th { padding: .2rem 1rem .2rem 0; text-align: left }
th { border-bottom: 1px solid #c8ced6 } .down { color: #b42318 } .up { color: #1a7f37 }
@media (prefers-color-scheme: dark) { body { color: #d5dae1; background: #14171c } a { color: #6cb6ff } }
</style>
)";

}  // namespace

std::string status_page(const std::vector<session_status>& sessions, std::string_view version) {
  std::string out(head);
  const auto add = std::back_inserter(out);
  fmt::format_to(
      add,
      "<h1>perfdata {}</h1>\n<p><a href=\"/metrics\">/metrics</a> this machine and the exporter itself · "
      "<code>/probe?target=HOST&amp;module=NAME</code> another machine</p>\n"
      "<table><tr><th>Target<th>Module<th>State<th>Samples<th>Failures<th>Why</tr>\n",
      escaped(version));
  std::size_t rows = 0;
  for (const auto& each : sessions) {
    if (++rows > most_rows) break;
    const auto* state = each.answered ? "up" : each.why ? "down" : "new";
    fmt::format_to(add, "<tr><td>{}<td>{}<td class=\"{}\">{}<td>{}<td>{}<td>{}</tr>\n", escaped(each.target),
                   escaped(each.module), state, state, each.samples, each.failures,
                   each.why ? escaped(each.why->message) : std::string{});
  }
  out += "</table>\n";
  if (sessions.size() > most_rows) fmt::format_to(add, "<p>and {} more</p>\n", sessions.size() - most_rows);
  return out;
}

}  // namespace perfdata::fleet
