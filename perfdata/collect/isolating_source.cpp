#include <algorithm>
#include <charconv>
#include <deque>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <optional>

#include <perfdata/base/ascii.hpp>
#include <perfdata/collect/isolating_source.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

using clock = std::chrono::steady_clock;
using object_list = std::vector<std::uint32_t>;

// Answered without asking any provider.
constexpr std::string_view probe_name = "Counter 009";

constexpr auto global_memory = std::chrono::minutes(1);

/// "2 238"; nothing for a name that is not a list of numbers.
std::optional<object_list> parse_list(std::string_view name) {
  object_list objects;
  const char* at = name.data();
  const char* const end = at + name.size();
  while (at != end) {
    if (*at == ' ') {
      ++at;
      continue;
    }
    std::uint32_t object = 0;
    const auto [next, problem] = std::from_chars(at, end, object);
    if (problem != std::errc{} || (next != end && *next != ' ')) return std::nullopt;
    objects.push_back(object);
    at = next;
  }
  if (objects.empty()) return std::nullopt;
  return objects;
}

std::string name_of(const object_list& objects) {
  return fmt::format("{}", fmt::join(objects, " "));
}

/// Whether asking for other objects may end differently.
bool may_be_an_objects_fault(errc code) noexcept {
  return code == errc::timed_out || code == errc::connection_lost || code == errc::system_failure ||
         code == errc::malformed_data || code == errc::truncated_data || code == errc::too_large ||
         code == errc::access_denied;
}

bool contains(const object_list& objects, std::uint32_t object) {
  return std::ranges::find(objects, object) != objects.end();
}

object_list without(const object_list& objects, const auto& is_out) {
  object_list rest;
  std::ranges::copy_if(objects, std::back_inserter(rest),
                       [&](std::uint32_t object) { return !is_out(object); });
  return rest;
}

error not_tried_yet() {
  return {.code = errc::timed_out, .message = "it may be what made the others fail; not tried by itself yet"};
}

error cannot_be_taken_apart(error failed) {
  if (!failed.advice.empty()) failed.advice += "; ";
  failed.advice += "an object of it may be at fault: name objects instead of using a wildcard for them";
  return failed;
}

class isolating_source final : public counter_source {
 public:
  isolating_source(std::unique_ptr<counter_source> source, isolation_settings settings)
      : source_(std::move(source)), settings_(std::move(settings)) {}

  result<void> query(std::string_view value_name, byte_buffer& answer) override;
  [[nodiscard]] std::string machine() const override { return source_->machine(); }
  [[nodiscard]] std::vector<left_out_object> left_out() const override { return left_out_; }

 private:
  struct culprit {
    error why{};
    std::chrono::milliseconds pause{};
    clock::time_point retry{};
  };

  result<void> query_global(byte_buffer& answer);
  result<void> query_list(const object_list& wanted, byte_buffer& answer);
  result<void> search(const object_list& wanted, clock::time_point until, byte_buffer& answer);
  result<bool> try_group(const object_list& group, byte_buffer& answer);
  void retry_a_culprit(const object_list& wanted);
  void remember_global(const byte_buffer& answer);
  void blame(const object_list& group, const error& why);
  [[nodiscard]] std::optional<error> why_dead();
  [[nodiscard]] bool is_suspect(std::uint32_t object) const;
  [[nodiscard]] bool is_out(std::uint32_t object) const {
    return culprits_.contains(object) || is_suspect(object);
  }
  void list_left_out(const object_list& wanted);

  std::unique_ptr<counter_source> source_;
  isolation_settings settings_;
  std::map<std::uint32_t, culprit> culprits_;
  std::deque<object_list> suspects_;  // groups with a culprit in each, perhaps
  object_list global_;                // what "Global" consisted of
  clock::time_point global_seen_{};
  std::vector<left_out_object> left_out_;
};

result<void> isolating_source::query(std::string_view value_name, byte_buffer& answer) {
  left_out_.clear();
  if (equals_ignoring_case(value_name, "Global")) return query_global(answer);
  if (const auto wanted = parse_list(value_name)) return query_list(*wanted, answer);
  return source_->query(value_name, answer);
}

result<void> isolating_source::query_global(byte_buffer& answer) {
  const bool whole = std::ranges::none_of(global_, [this](std::uint32_t object) { return is_out(object); });
  if (!whole) return query_list(global_, answer);
  auto answered = source_->query("Global", answer);
  if (answered) {
    remember_global(answer);
    return answered;
  }
  if (!may_be_an_objects_fault(answered.error().code) || why_dead()) return answered;
  if (global_.empty()) return failure(cannot_be_taken_apart(std::move(answered.error())));
  blame(global_, answered.error());
  return query_list(global_, answer);
}

void isolating_source::remember_global(const byte_buffer& answer) {
  const auto now = settings_.now();
  if (!global_.empty() && now - global_seen_ < global_memory) return;
  const auto block = data_block::parse(answer);
  if (!block) return;
  global_.clear();
  global_seen_ = now;
  for (const auto object : block->objects())
    if (!contains(global_, object.title_index())) global_.push_back(object.title_index());
}

result<void> isolating_source::query_list(const object_list& wanted, byte_buffer& answer) {
  const auto until = settings_.now() + settings_.patience;
  const object_list asked =
      without(wanted, [this](std::uint32_t object) { return culprits_.contains(object); });
  if (std::ranges::none_of(asked, [this](std::uint32_t object) { return is_suspect(object); }) &&
      !asked.empty()) {
    auto answered = source_->query(name_of(asked), answer);
    if (answered) {
      list_left_out(wanted);
      retry_a_culprit(wanted);
      return answered;
    }
    if (!may_be_an_objects_fault(answered.error().code)) return answered;
    if (why_dead()) {
      suspects_.push_back(asked);  // it gets another chance when the machine is back
      return answered;
    }
    blame(asked, answered.error());
  } else if (!suspects_.empty()) {
    if (auto dead = why_dead()) return failure(std::move(*dead));
  }
  return search(wanted, until, answer);
}

/// The machine is there. Tries the groups of suspects one after the other, then asks for all that is left.
result<void> isolating_source::search(const object_list& wanted, clock::time_point until,
                                      byte_buffer& answer) {
  while (!suspects_.empty() && settings_.now() < until) {
    const object_list group = std::move(suspects_.front());
    suspects_.pop_front();
    const auto innocent = try_group(group, answer);
    if (!innocent) return failure(innocent.error());
    if (*innocent && group == wanted) return {};
  }
  list_left_out(wanted);
  const object_list asked = without(wanted, [this](std::uint32_t object) { return is_out(object); });
  if (asked.empty()) {
    const auto worst =
        std::ranges::find_if(wanted, [this](auto object) { return culprits_.contains(object); });
    auto why = worst != wanted.end() ? culprits_.at(*worst).why : not_tried_yet();
    retry_a_culprit(wanted);
    return failure(std::move(why));
  }
  auto answered = source_->query(name_of(asked), answer);
  if (answered)
    retry_a_culprit(wanted);
  else if (may_be_an_objects_fault(answered.error().code))
    suspects_.push_back(asked);  // one that failed this time only
  return answered;
}

/// Whether the group answers. What failed right after the machine had shown itself alive is blamed, even when
/// the machine is gone after it: a provider that hangs may hang everything.
result<bool> isolating_source::try_group(const object_list& group, byte_buffer& answer) {
  auto answered = source_->query(name_of(group), answer);
  if (answered) return true;
  if (!may_be_an_objects_fault(answered.error().code)) {
    suspects_.push_front(group);
    return failure(std::move(answered.error()));
  }
  blame(group, answered.error());
  if (why_dead()) return failure(std::move(answered.error()));
  return false;
}

void isolating_source::blame(const object_list& group, const error& why) {
  if (group.size() == 1) {
    culprits_[group.front()] = {
        .why = why, .pause = settings_.first_retry, .retry = settings_.now() + settings_.first_retry};
    return;
  }
  const auto middle = group.begin() + static_cast<std::ptrdiff_t>(group.size() / 2);
  suspects_.push_front({middle, group.end()});
  suspects_.push_front({group.begin(), middle});
}

void isolating_source::retry_a_culprit(const object_list& wanted) {
  const auto now = settings_.now();
  for (auto& [object, known] : culprits_) {
    if (known.retry > now || !contains(wanted, object)) continue;
    byte_buffer unused;
    auto answered = source_->query(name_of({object}), unused);
    if (answered) {
      culprits_.erase(object);  // the next query asks for it with the others
    } else {
      known.why = std::move(answered.error());
      known.pause = std::min(known.pause * 2, settings_.longest_retry);
      known.retry = settings_.now() + known.pause;
    }
    return;  // one at a time: it may take a whole timeout
  }
}

std::optional<error> isolating_source::why_dead() {
  byte_buffer unused;
  auto answered = source_->query(probe_name, unused);
  if (answered || answered.error().code == errc::not_found) return std::nullopt;
  return std::move(answered.error());
}

bool isolating_source::is_suspect(std::uint32_t object) const {
  return std::ranges::any_of(suspects_, [&](const object_list& group) { return contains(group, object); });
}

void isolating_source::list_left_out(const object_list& wanted) {
  for (const std::uint32_t object : wanted) {
    if (const auto known = culprits_.find(object); known != culprits_.end())
      left_out_.push_back({object, known->second.why});
    else if (is_suspect(object))
      left_out_.push_back({object, not_tried_yet()});
  }
}

}  // namespace

std::unique_ptr<counter_source> isolate_objects(std::unique_ptr<counter_source> source,
                                                isolation_settings settings) {
  return std::make_unique<isolating_source>(std::move(source), std::move(settings));
}

}  // namespace perfdata
