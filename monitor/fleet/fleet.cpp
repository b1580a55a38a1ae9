#include "monitor/fleet/fleet.hpp"

#include "monitor/fleet/exporter_metrics.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace perfdata::fleet {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::steady_clock::duration kept_at_least = 10min;
constexpr auto sweep_pause = 10s;
constexpr auto forget_pause = 500ms;

error not_allowed(const std::string& target) {
  return {.code = errc::access_denied,
          .message = fmt::format("target {} is not among the configuration's targets", target),
          .advice = "add it, or a pattern that means it, to targets = […] and POST /-/reload"};
}

error no_such_module(const std::string& module, const fleet_config& config) {
  std::vector<std::string> names;
  for (const auto& [name, settings] : config.modules) names.push_back(name);
  return {.code = errc::not_found,
          .message = fmt::format("there is no module {}", module),
          .advice = fmt::format("one of {}", fmt::join(names, ", "))};
}

bool was_refused(const target_session& session) {
  const auto& why = session.failure_of_last();
  return why && why->code == errc::logon_failed;
}

}  // namespace

fleet::fleet(fleet_config config, asker_opener open, std::function<clock::time_point()> now)
    : config_(std::move(config)), open_(std::move(open)), now_(std::move(now)) {}

fleet::~fleet() {
  for (auto& [key, session] : sessions_) session->stop();
}

void fleet::probe(const std::string& target, const std::string& module, clock::time_point until,
                  answer done) {
  ++probes_;
  const auto address = machine_address::parse(target);
  if (!address) return done(failure(address.error()));
  auto session = session_of(address->to_string(), module);
  if (!session) return done(failure(session.error()));
  (*session)->want();
  if ((*session)->is_fresh() && !(*session)->is_sampling()) return done((*session)->metrics());
  const auto ticket = ++tickets_;
  pending_.emplace(ticket, pending{until, *session, std::move(done)});
  (*session)->sample([this, ticket] { finish(ticket); });
}

void fleet::finish(std::uint64_t ticket) {
  auto found = pending_.extract(ticket);
  if (found.empty()) return;
  const auto& waited = found.mapped();
  waited.done(waited.session->metrics());
}

result<std::shared_ptr<target_session>> fleet::session_of(const std::string& target,
                                                          const std::string& module) {
  if (const auto known = sessions_.find({target, module}); known != sessions_.end()) return known->second;
  if (!is_allowed(config_.targets, target)) return failure(not_allowed(target));
  const auto settings = config_.modules.find(module);
  if (settings == config_.modules.end()) return failure(no_such_module(module, config_));
  if (sessions_.size() >= config_.max_targets)
    return failure({.code = errc::too_large,
                    .message = fmt::format("{} targets are held already", sessions_.size()),
                    .advice = "raise max_targets, or share the targets out among several servers"});
  const auto address = machine_address::parse(target);
  if (!address) return failure(address.error());
  auto asker = asker_of(*address, settings->second);
  if (!asker) return failure(asker.error());
  auto& gate = gates_[settings->second.credentials];
  if (gate == nullptr) gate = std::make_shared<logon_gate>();
  auto made = std::make_shared<target_session>(session_parts{.target = target,
                                                             .module = module,
                                                             .settings = settings->second,
                                                             .asker = *std::move(asker),
                                                             .gate = gate,
                                                             .now = now_});
  sessions_.emplace(session_key{target, module}, made);
  return made;
}

result<std::shared_ptr<counter_asker>> fleet::asker_of(const machine_address& target,
                                                       const module_settings& settings) {
  auto& known = askers_[{target.to_string(), settings.credentials, settings.protection}];
  if (auto shared = known.lock()) return shared;
  const auto who = config_.accounts.find(settings.credentials);
  auto made = open_(target, settings, who == config_.accounts.end() ? nullptr : &who->second);
  if (made) known = *made;
  return made;
}

void fleet::tick() {
  const auto now = now_();
  std::vector<pending> late;
  for (auto at = pending_.begin(); at != pending_.end();) {
    if (at->second.until > now) {
      ++at;
      continue;
    }
    late.push_back(std::move(at->second));
    at = pending_.erase(at);
  }
  for (const auto& each : late)
    each.done(each.session->metrics_of_failure(
        {.code = errc::timed_out, .message = "the target did not answer in the time that the scrape has"}));
  if (now - forgot_ >= forget_pause) {
    forgot_ = now;
    for (const auto& [key, session] : sessions_) session->forget_answer();
  }
  if (now - swept_ < sweep_pause) return;
  swept_ = now;
  std::erase_if(sessions_, [&](const auto& each) {
    const auto& session = *each.second;
    const clock::duration kept =
        std::max<clock::duration>(kept_at_least, 10 * session.parts().settings.period);
    const bool unwanted = !session.is_sampling() && now - session.wanted() > kept;
    if (unwanted) each.second->stop();
    return unwanted;
  });
  std::erase_if(askers_, [](const auto& each) { return each.second.expired(); });
}

bool fleet::unchanged(const session_key& key, const target_session& session, const fleet_config& next) const {
  const auto module = next.modules.find(key.second);
  if (module == next.modules.end() || !is_allowed(next.targets, key.first)) return false;
  if (!(module->second == session.parts().settings) || was_refused(session)) return false;
  const auto& who = module->second.credentials;
  const auto before = config_.accounts.find(who);
  const auto after = next.accounts.find(who);
  if (before == config_.accounts.end() || after == next.accounts.end())
    return before == config_.accounts.end() && after == next.accounts.end();
  return before->second == after->second;
}

void fleet::configure(fleet_config config) {
  std::erase_if(gates_, [](const auto& each) { return each.second->closed(); });
  std::erase_if(sessions_, [&](const auto& each) {
    if (unchanged(each.first, *each.second, config)) return false;
    each.second->stop();
    return true;
  });
  // Their scrapes are told at once; what they shared with sessions that stay goes on.
  std::vector<pending> orphans;
  for (auto at = pending_.begin(); at != pending_.end();) {
    if (at->second.session->parts().asker != nullptr) {
      ++at;
      continue;
    }
    orphans.push_back(std::move(at->second));
    at = pending_.erase(at);
  }
  // A connection that belongs to another account, or to one whose password was refused, is not taken up
  // again.
  askers_.clear();
  for (const auto& [key, session] : sessions_) {
    const auto& settings = session->parts().settings;
    askers_[{key.first, settings.credentials, settings.protection}] = session->parts().asker;
  }
  config_ = std::move(config);
  for (const auto& each : orphans)
    each.done(
        each.session->metrics_of_failure({.code = errc::cancelled, .message = "the configuration changed"}));
}

std::vector<session_status> fleet::status() const {
  std::vector<session_status> out;
  for (const auto& [key, session] : sessions_)
    out.push_back({.target = key.first,
                   .module = key.second,
                   .answered = session->has_answer(),
                   .sampling = session->is_sampling(),
                   .why = session->failure_of_last(),
                   .samples = session->samples(),
                   .failures = session->failures()});
  return out;
}

void fleet::add_metrics(metric_set& out) const {
  double up = 0;
  std::map<std::string_view, double> reasons;
  for (const auto& [key, session] : sessions_) {
    if (session->has_answer()) ++up;
    if (const auto& why = session->failure_of_last()) ++reasons[word_of(why->code)];
  }
  out.add("perfdata_fleet_targets", "Targets that are held, once for each module.", metric_kind::gauge,
          static_cast<double>(sessions_.size()));
  out.add("perfdata_fleet_targets_up", "Targets whose last sample was answered.", metric_kind::gauge, up);
  metric_family down{.name = "perfdata_fleet_targets_down",
                     .help = "Targets whose last sample failed, by reason."};
  for (const auto& [reason, count] : reasons)
    down.points.push_back({out.add_labels({{"reason", std::string(reason)}}), count});
  out.families.push_back(std::move(down));
  out.add("perfdata_fleet_probes", "Scrapes that asked for a target.", metric_kind::counter,
          static_cast<double>(probes_));
  metric_family closed{
      .name = "perfdata_fleet_account_closed",
      .help =
          "1 for an account that several targets refused: it is not tried any more until the "
          "configuration is loaded again."};
  for (const auto& [name, gate] : gates_)
    closed.points.push_back({out.add_labels({{"account", name}}), gate->closed() ? 1.0 : 0.0});
  out.families.push_back(std::move(closed));
}

}  // namespace perfdata::fleet
