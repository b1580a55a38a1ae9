#include "monitor/gui/needed_characters.hpp"

#include "monitor/gui/fonts.hpp"
#include "monitor/gui/visual_order.hpp"

#include <algorithm>
#include <utf8.h>

namespace perfdata::monitor {
namespace {

bool is_ascii(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

void needed_characters::take(std::string_view text) {
  if (is_ascii(text) || found_.size() >= most) return;
  const auto shown = in_visual_order(text, room_);
  if (!utf8::is_valid(shown.begin(), shown.end())) return;
  for (auto at = shown.begin(); at != shown.end() && found_.size() < most;) {
    const auto character = utf8::unchecked::next(at);
    // ImGui's characters are those of the Basic Multilingual Plane.
    if (character <= IM_UNICODE_CODEPOINT_MAX && !is_always_loaded(static_cast<ImWchar>(character)))
      found_.insert(static_cast<ImWchar>(character));
  }
}

void needed_characters::take(const catalog& offered) {
  for (const auto& object : offered.objects) {
    take(object.name);
    take(object.help);
    for (const auto& counter : object.counters) {
      take(counter.name);
      take(counter.help);
    }
    for (const auto& instance : object.instances) take(instance);
  }
}

void needed_characters::take_once(catalogs& taken, source_id source,
                                  const std::shared_ptr<const catalog>& offered) {
  auto& known = taken[source];
  if (!offered || known == offered) return;
  known = offered;
  take(*offered);
}

void needed_characters::take(const frame& seen) {
  for (const auto& source : seen.sources) {
    take(source.label);
    take(source.newest->machine);
    if (source.newest->last_error) take(source.newest->last_error->message);
    take_once(listed_, source.id, source.newest->catalog);
    take_once(translated_, source.id, source.newest->translated);
    auto& sequence = sequences_[source.id];
    for (const auto& sample : source.newest->recent) {
      if (sample->sequence <= sequence) continue;
      sequence = sample->sequence;
      for (const auto& row : sample->rows()) take(row.path);
    }
  }
}

}  // namespace perfdata::monitor
