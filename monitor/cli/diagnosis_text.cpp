#include "monitor/cli/diagnosis_text.hpp"

#include "monitor/cli/printable.hpp"

#include <algorithm>
#include <fmt/color.h>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

constexpr std::size_t name_width = 21;
constexpr std::size_t object_width = 28;
constexpr std::size_t indent = 10;
constexpr std::size_t narrowest = 40;

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columns(text)), ' ');
}

std::string time_text(std::chrono::microseconds time) {
  const double ms = static_cast<double>(time.count()) / 1000;
  return ms < 10'000 ? fmt::format("{:8.2f} ms", ms) : fmt::format("{:8.2f} s ", ms / 1000);
}

std::string size_text(std::size_t bytes) {
  if (bytes < 10'000) return fmt::format("{} B", bytes);
  const double kib = static_cast<double>(bytes) / 1024;
  return kib < 10'000 ? fmt::format("{:.1f} KiB", kib) : fmt::format("{:.1f} MiB", kib / 1024);
}

/// An error's sentence without the machine and the step, which stand beside it.
std::string sentence(const std::string& message) {
  constexpr std::string_view mark = "failed: ";
  const auto at = message.find(mark);
  return at == std::string::npos ? message : message.substr(at + mark.size());
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string diagnosis_text::mark(step_state state) const {
  const auto colored = [&](const char* word, fmt::terminal_color color) {
    const auto text = fmt::format("{:<6}", word);
    return style_.color ? fmt::format(fmt::fg(color), "{}", text) : text;
  };
  switch (state) {
    case step_state::ok: return colored("ok", fmt::terminal_color::green);
    case step_state::failed: return colored("FAILED", fmt::terminal_color::red);
    case step_state::skipped: return colored("-", fmt::terminal_color::bright_black);
  }
  return {};
}

std::string diagnosis_text::paragraph(const std::string& text) const {
  const std::size_t room = std::max(style_.width, narrowest + indent) - indent;
  std::string all;
  std::string line;
  const std::string safe = printable(text);
  for (std::size_t at = 0; at < safe.size();) {
    const auto end = std::min(safe.find(' ', at), safe.size());
    const std::string word = safe.substr(at, end - at);
    if (!line.empty() && columns(line) + 1 + columns(word) > room) {
      all += std::string(indent, ' ') + line + '\n';
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  return line.empty() ? all : all + std::string(indent, ' ') + line + '\n';
}

std::string diagnosis_text::explain(const error& failed) {
  std::string text = paragraph(sentence(failed.message));
  if (!failed.advice.empty() && given_.insert(failed.advice).second)
    text += paragraph("try: " + failed.advice);
  return text;
}

std::string diagnosis_text::heading(const std::string& machine) const {
  const auto name = printable(machine);
  return (style_.color ? fmt::format(fmt::emphasis::bold, "{}", name) : name) + '\n';
}

std::string diagnosis_text::step(const diagnosis_step& step) {
  const std::string time = step.state == step_state::skipped ? std::string(11, ' ') : time_text(step.took);
  std::string text = without_trailing_blanks(fmt::format("  {}  {}{}  {}", mark(step.state),
                                                         padded(printable(step.name), name_width), time,
                                                         printable(step.detail))) +
                     '\n';
  if (!step.remark.empty()) text += paragraph("note: " + step.remark);
  if (step.failed) text += explain(*step.failed);
  return text;
}

std::string diagnosis_text::object(const diagnosed_object& object) {
  std::string text;
  if (!std::exchange(objects_began_, true))
    text = fmt::format("\n  {:<6}  {:>5}  {:<{}}  {:>9}  {:>8}  {:>10}  {:>11}\n", "", "index", "object",
                       object_width, "instances", "counters", "size", "time");
  const std::string name = padded(printable(object.name), object_width);
  if (object.state == step_state::skipped)
    text += without_trailing_blanks(
                fmt::format("  {}  {:>5}  {}", mark(object.state), object.title_index, name)) +
            '\n';
  else
    text +=
        fmt::format("  {}  {:>5}  {}  {:>9}  {:>8}  {:>10}  {}\n", mark(object.state), object.title_index,
                    name, object.instances, object.counters, size_text(object.bytes), time_text(object.took));
  if (object.failed) text += explain(*object.failed);
  return text;
}

std::string diagnosis_text::verdict(const diagnosis& found) const {
  std::string failures;
  const auto add = [&](const std::string& name) {
    failures += (failures.empty() ? "" : ", ") + printable(name);
  };
  for (const auto& step : found.steps)
    if (step.state == step_state::failed) add(step.name);
  for (const auto& object : found.objects)
    if (object.state == step_state::failed) add(object.name);
  return failures.empty() ? "\n  all is well\n" : fmt::format("\n  failed: {}\n", failures);
}

}  // namespace perfdata::cli
