#include <algorithm>
#include <set>

#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/publish/published_layout.hpp>

namespace perfdata {
namespace {

// smbd looks at every even number up to the last index with every query, so a high one costs each reader
// time.
constexpr std::uint32_t highest_kept_index = 20'000;

bool may_keep(std::uint32_t title) noexcept {
  return title != 0 && title % 2 == 0 && title <= highest_kept_index;
}

bool has_clock_of_its_own(const data_block& block, const object_type& object) noexcept {
  return object.perf_freq() != 0 &&
         (object.perf_freq() != block.perf_freq() || object.perf_time() != block.perf_time());
}

/// Why a counter that is no base cannot be shown; nullptr when it can.
const char* obstacle(const data_block& block, const object_type& object, const counter_definition& counter) {
  const auto type = describe_counter_type(counter.type());
  if (is_multi(counter.type())) return "smbd has no place for the multiplier of a multi counter";
  if (type.formula == formula::none || type.formula == formula::raw_double ||
      (counter.size() != 4 && counter.size() != 8))
    return "smbd shows whole numbers of 4 or 8 bytes only";
  if (type.clock == time_base::object && type.formula != formula::elapsed &&
      has_clock_of_its_own(block, object))
    return "smbd gives no object a clock of its own";
  return nullptr;
}

}  // namespace

bool published_layout::update(const data_block& block) {
  if (first_counter_ == 0) choose_first_counter(block);
  std::vector<published_object> found;
  std::set<std::uint32_t> seen;
  omissions_.clear();
  for (const auto object : block.objects()) {
    if (object.is_metadata_only() || !seen.insert(object.title_index()).second) continue;
    auto planned = plan(block, object);
    if (planned.counters.empty())
      omissions_.push_back({object.title_index(), 0, "it has no counter that smbd can show"});
    else
      found.push_back(std::move(planned));
  }
  if (found == objects_) return false;
  objects_ = std::move(found);
  return true;
}

std::uint32_t published_layout::last_index() const noexcept {
  std::uint32_t last = 0;
  for (const auto& object : objects_) last = std::max({last, object.index, object.counters.back().index});
  return last;
}

published_object published_layout::plan(const data_block& block, const object_type& object) {
  published_object planned{.source_title = object.title_index(),
                           .source_help = object.help_index(),
                           .index = object_index(object.title_index()),
                           .has_instances = object.has_instances()};
  bool carried = false;
  for (const auto counter : object.counters()) {
    const bool follows = counter.is_base();
    if (!follows) {
      const char* const why = obstacle(block, object, counter);
      carried = why == nullptr;
      if (!carried) omissions_.push_back({object.title_index(), counter.title_index(), why});
    }
    if (!carried || (follows && counter.size() != 4 && counter.size() != 8)) continue;
    const bool elapsed = describe_counter_type(counter.type()).formula == formula::elapsed;
    planned.counters.push_back({.position = counter.position(),
                                .source_title = counter.title_index(),
                                .source_help = counter.help_index(),
                                .index = counter_index({object.title_index(), counter.position(),
                                                        counter.title_index(), code(counter.type())}),
                                .type = elapsed ? counter_type::large_rawcount : counter.type(),
                                .in_seconds = elapsed});
  }
  // A definition that has come between two others has a higher index than the second.
  std::ranges::sort(planned.counters, {}, &published_counter::index);
  return planned;
}

void published_layout::choose_first_counter(const data_block& block) {
  first_counter_ = 2;
  for (const auto object : block.objects())
    if (may_keep(object.title_index())) first_counter_ = std::max(first_counter_, object.title_index() + 2);
  next_ = first_counter_;
}

std::uint32_t published_layout::object_index(std::uint32_t title) {
  const auto [known, fresh] = object_indexes_.try_emplace(title, title);
  if (!fresh) return known->second;
  if (!may_keep(title) || title >= first_counter_) {
    known->second = next_;
    next_ += 2;
  }
  return known->second;
}

std::uint32_t published_layout::counter_index(const definition& of) {
  const auto [known, fresh] = counter_indexes_.try_emplace(of, next_);
  if (fresh) next_ += 2;
  return known->second;
}

}  // namespace perfdata
