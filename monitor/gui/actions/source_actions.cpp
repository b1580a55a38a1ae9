#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

template <class Request>
action asks(std::string name, Request asked) {
  return {std::move(name), "",
          [asked = std::move(asked)](const action_scene& s) { s.chosen.requests.emplace_back(asked); }};
}

void add_source(const source_view& source, const selection& chosen, std::vector<action>& to) {
  const auto id = source.id;
  const auto& label = source.label;
  const bool paused = source.newest->state == source_state::paused;
  if (chosen.browsed != id)
    to.push_back({fmt::format("Browse the counters of {}", label), "",
                  [id](const action_scene& s) { s.chosen.browsed = id; }});
  to.push_back(
      asks(fmt::format("{} sampling {}", paused ? "Go on" : "Pause", label), pause_request{id, !paused}));
  to.push_back(asks(fmt::format("Try {} again at once", label), retry_request{id}));
  to.push_back(asks(fmt::format("Refresh the instances of {}", label), refresh_request{id}));
  to.push_back(asks(fmt::format("Measure what the objects of {} cost", label), measure_request{id}));
  to.push_back(asks(fmt::format("Disconnect {}", label), disconnect_request{id}));
}

void add_rankings(const source_view& source, std::vector<action>& to) {
  if (!source.newest->catalog) return;
  for (const auto& object : source.newest->catalog->objects) {
    if (!object.has_instances) continue;
    to.push_back({fmt::format("Rank the instances of {}", object.name), "",
                  [asked = rank_instances(source.id, object)](const action_scene& s) {
                    s.memory.lower.page = lower_page::ranking;
                    s.chosen.ranked = asked;
                  }});
  }
}

}  // namespace

void add_source_actions(const action_scene& scene, std::vector<action>& to) {
  for (const auto& source : scene.seen.sources) add_source(source, scene.chosen, to);
  for (const auto& host : scene.memory.connect.recent.list())
    to.push_back({fmt::format("Connect to {}{}{}", host.address, host.user.empty() ? "" : " as ", host.user),
                  "", [host](const action_scene& s) {
                    s.memory.connect.where = static_cast<int>(connect_form::place::host);
                    s.memory.connect.host = host.address;
                    s.memory.connect.user = host.user;
                    s.chosen.connect_open = true;
                  }});
  if (const auto* browsed = find_source(scene.seen, scene.chosen.browsed)) add_rankings(*browsed, to);
}

}  // namespace perfdata::monitor
