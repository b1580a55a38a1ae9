#include "monitor/cli/command_publish.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/open_publisher.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/state_directory.hpp"
#include "monitor/cli/watch_loop.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

#include <perfdata/query/planner.hpp>

namespace perfdata::cli {
namespace {

constexpr const char* how_to_serve =
    R"(smbd looks in its state directory, /var/lib/samba unless smb.conf says otherwise:
  [global]
    state directory = /var/lib/samba
and needs no other setting; whoever may log on may read. On that machine:
  perfdata publish --samba /var/lib/samba
On Windows: perfmon, Add Counters, \\THAT-MACHINE. Elsewhere: perfdata --host THAT-MACHINE list
Each query costs smbd time for every instance (some 5,000 take it 0.2 s), so name the OBJECTs that are wanted
where there are thousands of threads or processes.)";

/// "Global", or the list of the objects' indexes.
result<std::string> value_name_of(const std::vector<std::string>& objects, const title_table& titles) {
  if (objects.empty()) return "Global";
  std::set<std::uint32_t> indexes;
  for (const auto& object : objects) {
    const auto plan = plan_query({counter_path{.object = object, .counter = "*"}}, titles);
    if (!plan) return failure(plan.error());
    for (const auto& path : plan->paths) indexes.insert(path.objects.begin(), path.objects.end());
    if (plan->value_name == "Global") return "Global";
  }
  return fmt::format("{}", fmt::join(indexes, " "));
}

void tell_what_is_left_out(const std::vector<not_published>& left_out) {
  constexpr std::size_t named = 5;
  std::map<std::string, std::vector<std::string>> by_cause;
  for (const auto& one : left_out)
    by_cause[one.why].push_back(one.counter.empty() ? one.object : one.object + "\\" + one.counter);
  for (auto& [why, names] : by_cause) {
    const std::size_t more = names.size() > named ? names.size() - named : 0;
    names.resize(names.size() - more);
    note(fmt::format("not published, because {}: {}{}", why, fmt::join(names, ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more)));
  }
}

/// Asks the source and publishes its answer, again and again.
class publishing {
 public:
  publishing(open_place& place, std::string value_name, samba_publisher& publisher)
      : place_(place), value_name_(std::move(value_name)), publisher_(publisher) {}

  /// Errors: those of writing only; a source that does not answer is reported and asked again.
  result<void> once() {
    const auto sample = ask();
    if (!sample) {
      if (!std::exchange(failing_, true)) report(place_.label, sample.error());
      return publisher_.withdraw();
    }
    if (std::exchange(failing_, false)) note(fmt::format("{} answers again", place_.label));
    const auto published = publisher_.publish(*sample, place_.names.counters, place_.names.helps);
    if (!published) return failure(published.error());
    tell_what_is_left_out(published->left_out);
    last_ = *published;
    return {};
  }

  [[nodiscard]] bool failing() const noexcept { return failing_; }
  [[nodiscard]] const published_sample& last() const noexcept { return last_; }

 private:
  result<data_block> ask() {
    if (auto asked = place_.source->query(value_name_, answer_); !asked) return failure(asked.error());
    return data_block::parse(answer_);
  }

  open_place& place_;
  std::string value_name_;
  samba_publisher& publisher_;
  byte_buffer answer_;
  published_sample last_;
  bool failing_ = false;
};

}  // namespace

CLI::App& command_publish::setup(CLI::App& program) {
  auto& arguments =
      *program.add_subcommand("publish", "counters for a Samba server, so that PerfMon sees them");
  arguments.add_option("--samba", folder_, "the server's state directory")->required()->type_name("DIR");
  arguments.add_option("OBJECT", objects_,
                       "the objects to publish, by name or index; without one all of them");
  arguments.add_option("-i,--interval", interval_, "seconds between samples, fractions too")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.01, 31.0 * 86400))
      ->capture_default_str();
  arguments.add_option("-n,--count", count_, "samples to publish; without it until Ctrl-C")
      ->type_name("COUNT")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 53U));
  arguments.footer(how_to_serve);
  return arguments;
}

exit_code command_publish::run(const source_arguments& as_typed) {
  using clock = std::chrono::steady_clock;
  const auto sources = with_password(as_typed);
  if (!sources) return report(sources.error());
  if (sources->places().size() != 1)
    return report({.code = errc::invalid_argument,
                   .message = "a Samba server shows the counters of one machine",
                   .advice = "one --host"});
  auto place = open_with_names(sources->places().front());
  if (!place) return report(label_of(sources->places().front().place), place.error());
  const auto value_name = value_name_of(objects_, place->names.counters);
  if (!value_name) return report(place->label, value_name.error());
  const auto publisher = open_publisher(folder_);
  if (!publisher) return report(publisher.error());
  for (const auto& doubt : doubts_about(folder_)) note(doubt);

  const interrupt signals;
  const auto interval = std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(interval_));
  const steady_ticks ticks(clock::now(), interval);
  publishing work(*place, *value_name, **publisher);
  for (std::uint64_t samples = 1;; ++samples) {
    if (auto done = work.once(); !done) return report(done.error());
    if (samples == 1 && work.failing()) return exit_code::failed;
    if (samples == 1)
      note(fmt::format("publishing {} objects, {} counters and {} instances of {} below {} every {} s",
                       work.last().objects, work.last().counters, work.last().instances, place->label,
                       folder_, interval_));
    if (samples == count_ || signals.wait_until(ticks.after(clock::now()))) break;
  }
  return work.failing() ? exit_code::failed : exit_code::done;
}

}  // namespace perfdata::cli
