#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/recorded_answers.hpp>
#include <perfdata/recording/replay_source.hpp>
#include <perfdata/recording/stepped_timeline.hpp>

namespace perfdata {
namespace {

// Whoever asks a recording again gets the next moment, so a reason to stop asking was one for the recorder
// only.
error replayed(error reason) {
  if (reason.code != errc::unreachable && reason.code != errc::timed_out) reason.code = errc::connection_lost;
  reason.message = fmt::format("there was no answer: {}", reason.message);
  return reason;
}

class replay_source final : public counter_source, private stepped_timeline<recorded_entry> {
 public:
  replay_source(std::unique_ptr<recording_reader> reader, recorded_host host)
      : reader_(std::move(reader)), host_(std::move(host)) {}

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    if (equals_ignoring_case(value_name, "Counter 009")) return titles("Counter 009", answer);
    if (equals_ignoring_case(value_name, "Help 009")) return titles("Help 009", answer);
    if (!asks_for_objects(value_name))
      return failure({.code = errc::not_found,
                      .message = fmt::format("a recording holds no value named \"{}\"", value_name)});
    const bool same_moment =
        current_ && !asked_.contains(value_name) && holds_any(current_->stream, value_name);
    last_asked_ = value_name;
    if (!same_moment && !step()) return failure(ended());
    asked_.emplace(value_name);
    return answer_current(answer);
  }

  std::string machine() const override { return host_.machine; }
  timeline* recorded() noexcept override { return this; }

 private:
  void seek(moment time) override {
    std::optional<recorded_entry> best;
    for (const auto& stream : streams()) {
      reader_->seek(stream, time);
      const auto entry = reader_->next();
      if (!entry || entry->stream != stream) continue;
      const bool better = !best || (entry->time <= time ? best->time > time || entry->offset > best->offset
                                                        : best->time > time && entry->offset < best->offset);
      if (better) best = entry;
    }
    if (best) reader_->move_to(best->offset);
    stand_nowhere();
  }

  std::vector<std::string> damages() const override {
    std::vector<std::string> sentences;
    for (auto& damage : reader_->damages()) sentences.push_back(std::move(damage.what));
    return sentences;
  }

  [[nodiscard]] std::vector<std::uint16_t> streams() const {
    std::vector<std::uint16_t> ids;
    for (const auto& stream : reader_->streams())
      if (is_ours(stream.id)) ids.push_back(stream.id);
    return ids;
  }

  [[nodiscard]] bool is_ours(std::uint16_t stream) const {
    const auto* const found = reader_->find_stream(stream);
    return found != nullptr && found->host == host_.name;
  }

  [[nodiscard]] bool holds_any(std::uint16_t stream, std::string_view value_name) const {
    const auto* const found = reader_->find_stream(stream);
    if (found == nullptr) return false;
    const auto held = listed_objects(found->value_name);
    const auto wanted = listed_objects(value_name);
    return !held || !wanted || std::ranges::find_first_of(*held, *wanted) != held->end();
  }

  // Counts the entries that the last question is about.
  bool look_ahead(std::size_t count) override {
    std::erase_if(ahead_, [&](const recorded_entry& entry) { return !holds_any(entry.stream, last_asked_); });
    while (ahead_.size() < count) {
      const auto entry = reader_->next();
      if (!entry) return false;
      if (is_ours(entry->stream) && holds_any(entry->stream, last_asked_)) ahead_.push_back(*entry);
    }
    return true;
  }

  result<void> answer_current(byte_buffer& answer) {
    if (current_->kind == entry_kind::block) return reader_->read_block(*current_, answer);
    auto reason = reader_->read_gap(*current_);
    return failure(reason ? replayed(std::move(*reason)) : reason.error());
  }

  result<void> titles(std::string_view value_name, byte_buffer& answer) {
    const auto position = current_ ? current_->offset : 0;
    auto read = reader_->read_titles(host_.name, value_name, position, answer);
    if (read || value_name != "Counter 009") return read;
    answer = base_title_table();
    return {};
  }

  [[nodiscard]] error ended() const {
    return {.code = errc::end_of_recording,
            .message = fmt::format("the recording of {} ends here", host_.name)};
  }

  std::unique_ptr<recording_reader> reader_;
  recorded_host host_;
  std::string last_asked_ = "Global";
};

std::vector<recorded_host> hosts_of(const recording_reader& reader) {
  std::vector<recorded_host> hosts;
  for (const auto& stream : reader.streams()) {
    const auto known = std::ranges::find(hosts, stream.host, &recorded_host::name);
    if (known == hosts.end())
      hosts.push_back({stream.host, stream.machine.empty() ? stream.host : stream.machine});
    else if (!stream.machine.empty())
      known->machine = stream.machine;
  }
  return hosts;
}

}  // namespace

std::vector<recorded_host> recorded_hosts(const std::string& path) {
  const auto reader = recording_reader::open(path);
  return reader ? hosts_of(**reader) : std::vector<recorded_host>{};
}

result<std::unique_ptr<counter_source>> open_replay_source(const std::string& path, const std::string& host) {
  auto reader = recording_reader::open(path);
  if (!reader) return failure(reader.error());
  const auto hosts = hosts_of(**reader);
  if (hosts.empty())
    return failure({.code = errc::not_found,
                    .message = fmt::format("\"{}\" is a recording without any host", path),
                    .advice = "record something into it with: perfdata record -o FILE"});
  const auto is_meant = [&](const recorded_host& each) {
    return host.empty() || equals_ignoring_case(each.name, host) || equals_ignoring_case(each.machine, host);
  };
  const auto found = std::ranges::find_if(hosts, is_meant);
  if (found != hosts.end()) return std::make_unique<replay_source>(std::move(*reader), *found);
  std::vector<std::string> names;
  names.reserve(hosts.size());
  for (const auto& each : hosts) names.push_back(each.name);
  return failure({.code = errc::not_found,
                  .message = fmt::format("\"{}\" holds nothing of {}", path, host),
                  .advice = fmt::format("one of: {}", fmt::join(names, ", "))});
}

}  // namespace perfdata
