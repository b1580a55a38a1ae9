#include "monitor/fleet/target_session.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include <perfdata/view/data_block.hpp>

namespace perfdata::fleet {
namespace {

using namespace std::chrono_literals;

constexpr auto names_pause = 10min;
constexpr std::size_t most_waiters = 1000;

title_table table_of(const result<byte_buffer>& answered) {
  if (!answered) return {};
  return title_table::parse(*answered).value_or(title_table{});
}

error stopped() {
  return {.code = errc::cancelled, .message = "the target is not asked any more"};
}

// Without a table nothing has a name, and the machine may have one the next time.
bool means_no_table(const result<byte_buffer>& answered) {
  return !answered && answered.error().code == errc::not_found;
}

}  // namespace

void target_session::sample(std::function<void()> done) {
  if (waiters_.size() < most_waiters) waiters_.push_back(std::move(done));
  if (sampling_ || parts_.asker == nullptr) return;
  sampling_ = true;
  began_ = parts_.now();
  if (parts_.gate == nullptr || parts_.asker->is_connected()) return start();
  parts_.gate->enter(
      [self = shared_from_this()] {
        self->in_gate_ = true;
        if (self->parts_.asker == nullptr) self->leave_gate(stopped());
        self->start();
      },
      [self = shared_from_this()](const error& why) { self->finish(why); });
}

bool target_session::is_young() const {
  return !failure_ && samples_ != 0 && parts_.now() - ended_ < parts_.settings.period / 2;
}

void target_session::start() {
  if (parts_.asker == nullptr) return finish(stopped());
  if (names_known_)
    ask_due_culprit();
  else
    begin_names();
}

void target_session::want() {
  wanted_ = parts_.now();
  if (is_young()) shared_ = wanted_;
}

void target_session::forget_answer() {
  if (sampling_ || parts_.settings.cooked) return;
  constexpr int periods_without_sharing = 10;
  const bool shared = shared_ && parts_.now() - *shared_ < periods_without_sharing * parts_.settings.period;
  if (!is_young() || !shared) answer_ = {};
}

void target_session::stop() {
  parts_.asker.reset();
  waiters_.clear();
  leave_gate(stopped());
}

void target_session::leave_gate(const std::optional<error>& why) {
  if (std::exchange(in_gate_, false)) parts_.gate->leave(parts_.target, why ? &*why : nullptr);
}

void target_session::ask(std::string value_name, byte_buffer reuse, step then) {
  parts_.asker->ask(std::move(value_name), std::move(reuse),
                    [self = shared_from_this(), then](result<byte_buffer> answered) {
                      if (self->parts_.asker == nullptr) return;
                      self->leave_gate(answered ? std::nullopt : std::optional(answered.error()));
                      ((*self).*then)(answered);
                    });
}

void target_session::begin_names() {
  names_ = {};
  names_read_ = parts_.now();
  ask("Counter 009", {}, &target_session::on_counters);
}

void target_session::on_counters(result<byte_buffer>& answered) {
  if (!answered && !means_no_table(answered)) return finish(answered.error());
  names_.counters = table_of(answered);
  if (parts_.settings.language == "009") return ask_helps();
  ask("Counter " + parts_.settings.language, {}, &target_session::on_language);
}

void target_session::on_language(result<byte_buffer>& answered) {
  if (!answered && !means_no_table(answered)) return finish(answered.error());
  names_.other_languages.push_back(table_of(answered));
  ask_helps();
}

void target_session::ask_helps() {
  ask("Explain 009", {}, &target_session::on_helps);
}

void target_session::on_helps(result<byte_buffer>& answered) {
  // Without help texts a scrape is as good as with them.
  if (!answered && !may_be_an_objects_fault(answered.error()) && !means_no_table(answered))
    return finish(answered.error());
  names_.helps = table_of(answered);
  names_known_ = true;
  names_trimmed_ = false;
  make_plan();
  ask_block();
}

void target_session::make_plan() {
  plan_ = plan_probe(parts_.settings, names_);
  objects_.clear();
  for (const auto& each : plan_.choices)
    objects_.insert(objects_.end(), each.indexes.begin(), each.indexes.end());
  std::ranges::sort(objects_);
  objects_.erase(std::unique(objects_.begin(), objects_.end()), objects_.end());
}

void target_session::ask_block() {
  const auto asked = isolation_.healthy(objects_);
  if (asked.empty()) {
    const auto left_out = isolation_.left_out();
    if (left_out.empty())  // it has none of the module's objects
      return finish(error{.code = errc::not_found,
                          .message = fmt::format("{}: none of the module's objects is there", parts_.target),
                          .advice = "perfdata list --host " + parts_.target});
    return finish(left_out.begin()->second);
  }
  // The buffer goes round: without cooked values there is one, with them two.
  auto& reused = parts_.settings.cooked ? older_ : answer_;
  ask(value_name_of(asked), std::exchange(reused, {}), &target_session::on_block);
}

void target_session::on_block(result<byte_buffer>& answered) {
  if (answered) return take_block(*std::move(answered));
  if (may_be_an_objects_fault(answered.error()) && !isolating_ && objects_.size() > 1)
    return look_for_culprit(answered.error());
  finish(answered.error());
}

void target_session::take_block(byte_buffer bytes) {
  const auto block = data_block::parse(bytes);
  if (!block) return finish(block.error());
  if (!names_trimmed_) {
    names_ = trim_names(names_, *block, plan_);
    names_trimmed_ = true;
    add_named(*block);
  } else if (!names_everything(names_, *block) && (add_named(*block) || names_are_old())) {
    return begin_names();
  } else if (!plan_.missing.empty() && names_are_old()) {
    names_known_ = false;  // before the next sample
  }
  if (parts_.settings.cooked) older_ = std::move(answer_);
  answer_ = std::move(bytes);
  finish(std::nullopt);
}

bool target_session::names_are_old() const {
  return parts_.now() - names_read_ > names_pause;
}

// Whether the block has an object that no answer had since the names were read: one that was left out then.
bool target_session::add_named(const data_block& block) {
  const auto before = named_.size();
  for (const object_type object : block.objects()) named_.insert(object.title_index());
  return named_.size() != before;
}

// The machine is asked for what no provider is asked for: is it there at all?
void target_session::look_for_culprit(error why) {
  isolating_ = std::move(why);
  culprit_found_ = false;
  ask("Counter 009", {}, &target_session::on_alive);
}

void target_session::on_alive(result<byte_buffer>& answered) {
  if (!answered) return finish(std::exchange(isolating_, {}));
  suspects_ = isolation_.healthy(objects_);
  try_next_suspect();
}

void target_session::try_next_suspect() {
  if (suspects_.empty()) {
    if (!culprit_found_ || isolation_.healthy(objects_).empty()) return finish(std::exchange(isolating_, {}));
    return ask_block();
  }
  ask(value_name_of({suspects_.back()}), {}, &target_session::on_suspect);
}

void target_session::on_suspect(result<byte_buffer>& answered) {
  const auto object = suspects_.back();
  suspects_.pop_back();
  if (!answered && !may_be_an_objects_fault(answered.error())) return finish(answered.error());
  if (!answered) {
    isolation_.failed(object, answered.error(), parts_.now());
    culprit_found_ = true;
  }
  try_next_suspect();
}

void target_session::ask_due_culprit() {
  const auto object = isolation_.due(objects_, parts_.now());
  if (!object) return ask_block();
  suspects_ = {*object};
  ask(value_name_of(suspects_), {}, &target_session::on_due_culprit);
}

void target_session::on_due_culprit(result<byte_buffer>& answered) {
  const auto object = suspects_.back();
  suspects_.clear();
  if (answered)
    isolation_.answered(object);
  else if (may_be_an_objects_fault(answered.error()))
    isolation_.failed(object, answered.error(), parts_.now());
  else
    return finish(answered.error());
  ask_block();
}

void target_session::finish(std::optional<error> why) {
  ended_ = parts_.now();
  took_ = ended_ - began_;
  failure_ = std::move(why);
  isolating_.reset();
  suspects_.clear();
  if (failure_) {
    // What comes next is compared with nothing: a machine that was away may have started again.
    answer_.clear();
    older_.clear();
  }
  ++(failure_ ? failures_ : samples_);
  sampling_ = false;
  for (auto& each : std::exchange(waiters_, {})) each();
}

}  // namespace perfdata::fleet
