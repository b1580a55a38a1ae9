#include "monitor/cli/record_loop.hpp"

#include "monitor/cli/watch_loop.hpp"

#include <algorithm>

namespace perfdata::cli {
namespace {

using clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds stop_poll{2};
constexpr std::chrono::seconds between_syncs{5};

}  // namespace

result<void> record_loop::run(clock::duration interval, std::uint64_t count, const interrupt& signals) {
  const steady_ticks ticks(clock::now(), interval);
  const auto patience = std::max<clock::duration>(interval, std::chrono::seconds(1));
  for (std::uint64_t samples = 1;; ++samples) {
    if (auto done = ask_and_write(patience, signals); !done) return done;
    if (events_.sampled) events_.sampled(samples);
    const bool none_left = std::ranges::all_of(hosts_, [](const auto& host) { return host->given_up(); });
    if (samples == count || none_left || signals.wait_until(ticks.after(clock::now()))) return {};
  }
}

// A host that still owes an older answer is not waited for; what it owes is written when it comes.
result<void> record_loop::ask_and_write(clock::duration patience, const interrupt& signals) {
  const auto deadline = clock::now() + patience;
  if (auto written = write_what_came(); !written) return written;
  std::vector<const recorder*> waited_for;
  for (const auto& host : hosts_)
    if (host->ask(clock::now())) waited_for.push_back(host.get());
  for (;;) {
    const bool all = std::ranges::all_of(waited_for, &recorder::answered);
    if (auto written = write_what_came(); !written) return written;
    if (all || clock::now() >= deadline || signals.wait_until(clock::now() + stop_poll)) break;
  }
  return sync_when_due();
}

result<void> record_loop::write_what_came() {
  for (const auto& host : hosts_)
    if (const auto answer = host->take(clock::now()))
      if (auto written = write(*host, *answer); !written) return written;
  return {};
}

result<void> record_loop::write(const recorder& host, const raw_answer& answer) {
  const auto stream = writer_.add_stream(host.label(), answer.machine, answer.value_name);
  if (!stream) return failure(stream.error());
  for (const auto& unknown : answer.unknown)
    if (events_.cannot_ask) events_.cannot_ask(host, unknown);
  for (const auto& [name, table] : answer.titles)
    if (auto written = writer_.write_titles(*stream, answer.time, name, table); !written) return written;
  if (answer.block) {
    if (troubles_.erase(&host) > 0 && events_.answers_again) events_.answers_again(host);
    return writer_.write_block(*stream, answer.time, *answer.block);
  }
  const auto& why = answer.block.error();
  auto& known = troubles_[&host];
  if (known != why.message && events_.failed) events_.failed(host, why);
  known = why.message;
  return writer_.write_gap(*stream, answer.time, why);
}

result<void> record_loop::sync_when_due() {
  if (clock::now() - synced_ < between_syncs) return {};
  synced_ = clock::now();
  return writer_.sync();
}

}  // namespace perfdata::cli
