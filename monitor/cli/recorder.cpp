#include "monitor/cli/recorder.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <perfdata/connection/this_machine.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata::cli {
namespace {

constexpr std::chrono::seconds first_delay{1};
constexpr std::chrono::seconds longest_delay{30};
constexpr std::array title_names{"Counter 009", "Help 009"};

// A wrong password that is tried again locks an account; the others do not mend themselves.
bool mends_itself(errc code) noexcept {
  return code != errc::logon_failed && code != errc::access_denied && code != errc::invalid_argument &&
         code != errc::unsupported && code != errc::not_found;
}

std::string label_for(const source_place& place) {
  if (!std::holds_alternative<this_machine_place>(place)) return label_of(place);
  const auto source = open_this_machine();
  return source ? (*source)->machine() : label_of(place);
}

// What the thread works on: the source, and what it was found to know.
class raw_reading {
 public:
  explicit raw_reading(place_request request) : request_(std::move(request)) {}

  raw_answer read() {
    raw_answer answer;
    answer.block = read_block(answer);
    answer.time = std::chrono::floor<hundred_ns>(std::chrono::system_clock::now());
    if (source_) answer.machine = source_->machine();
    answer.value_name = value_name_;
    if (!answer.block) answer.can_try_again = source_ != nullptr || mends_itself(answer.block.error().code);
    return answer;
  }

 private:
  result<byte_buffer> read_block(raw_answer& answer) {
    if (!source_) {
      auto opened = open_source(request_.options);
      if (!opened) return failure(opened.error());
      source_ = std::move(*opened);
    }
    if (value_name_.empty()) {
      if (auto planned = plan(answer); !planned) return failure(planned.error());
    }
    byte_buffer block;
    block.reserve(last_size_);
    if (auto asked = source_->query(value_name_, block); !asked) return failure(asked.error());
    last_size_ = block.size() + block.size() / 8;
    if (brings_unknown_objects(block)) (void)read_titles(answer);
    return block;
  }

  // The names first: they say which objects the paths mean.
  result<void> plan(raw_answer& answer) {
    if (auto read = read_titles(answer); !read) return read;
    std::vector<counter_path> known;
    error why;
    for (const auto& path : request_.paths) {
      if (auto alone = plan_query({path}, names_))
        known.push_back(path);
      else
        answer.unknown.push_back(why = alone.error());
    }
    if (known.empty()) {
      source_.reset();
      answer.unknown.clear();  // one of them is the reason itself
      return failure(std::move(why));
    }
    auto planned = plan_query(std::move(known), names_);
    if (!planned) return failure(planned.error());
    value_name_ = planned->value_name;
    return {};
  }

  result<void> read_titles(raw_answer& answer) {
    for (const char* name : title_names) {
      byte_buffer table;
      if (auto asked = source_->query(name, table); !asked) {
        if (asked.error().code == errc::not_found) continue;
        return asked;
      }
      if (std::string_view(name) == title_names[0])
        if (auto parsed = title_table::parse(table)) names_ = std::move(*parsed);
      answer.titles.emplace_back(name, std::move(table));
    }
    return {};
  }

  // A provider was installed: its names are in a table that nobody has read yet.
  bool brings_unknown_objects(byte_view bytes) {
    const auto block = data_block::parse(bytes);
    if (!block) return false;
    bool any = false;
    for (const auto object : block->objects())
      if (names_.find(object.title_index()).empty())
        any = nameless_.insert(object.title_index()).second || any;
    return any;
  }

  place_request request_;
  std::unique_ptr<counter_source> source_;
  title_table names_;
  std::string value_name_;
  std::set<std::uint32_t> nameless_;  // objects that no table has named, so that each is asked about once
  std::size_t last_size_ = 0;
};

}  // namespace

recorder::recorder(place_request request)
    : label_(label_for(request.options.place)),
      task_([reading = std::make_shared<raw_reading>(std::move(request))] { return reading->read(); }) {}

bool recorder::ask(clock::time_point now) {
  if (given_up_ || now < not_before_ || !task_.answered()) return false;
  task_.ask();
  return true;
}

std::optional<raw_answer> recorder::take(clock::time_point now) {
  auto answer = task_.take();
  if (!answer) return answer;
  if (answer->block) {
    delay_ = {};
    not_before_ = {};
  } else {
    delay_ = std::clamp<clock::duration>(delay_ * 2, first_delay, longest_delay);
    not_before_ = now + delay_;
    given_up_ = !answer->can_try_again;
  }
  return answer;
}

}  // namespace perfdata::cli
