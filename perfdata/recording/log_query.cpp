#include <algorithm>

#include <perfdata/base/ascii.hpp>
#include <perfdata/cook/cook.hpp>
#include <perfdata/names/base_names.hpp>
#include <perfdata/query/planner.hpp>
#include <perfdata/recording/log_query.hpp>

namespace perfdata {
namespace {

using log_time = std::chrono::sys_time<hundred_ns>;

std::string_view name_or_itself(const std::string& part) noexcept {
  const auto index = to_number(part);
  if (!index) return part;
  const auto& names = base_names();
  const auto known = std::ranges::find(names, *index, [](const auto& name) { return name.index; });
  return known == names.end() ? std::string_view(part) : std::string_view(known->text);
}

// Means over a span of time, by column.
class mean_values {
 public:
  void add(const std::vector<cooked_value>& values) {
    if (sums_.size() < values.size()) sums_.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values[i].value) continue;
      sums_[i].first += *values[i].value;
      ++sums_[i].second;
    }
  }

  void take(std::vector<cooked_value>& values) {
    values.assign(sums_.size(), {});
    for (std::size_t i = 0; i < sums_.size(); ++i)
      if (sums_[i].second != 0) values[i] = {sums_[i].first / sums_[i].second, cooked_status::ok};
    sums_.clear();
  }

 private:
  std::vector<std::pair<double, double>> sums_;  // and how many
};

class queried_log final : public counter_log_reader {
 public:
  queried_log(std::unique_ptr<counter_log_reader> log, log_query query)
      : log_(std::move(log)), query_(std::move(query)) {
    adopt_columns();
  }

  const pdh_zone& zone() const noexcept override { return log_->zone(); }
  std::span<const log_column> columns() const noexcept override { return columns_; }
  log_progress progress() const noexcept override { return log_->progress(); }
  const log_notices& notices() const noexcept override { return log_->notices(); }

  result<void> learn_columns() override {
    if (auto learned = log_->learn_columns(); !learned) return learned;
    adopt_columns();
    return rewind();
  }

  result<void> rewind() override { return start(query_.begin); }

  result<void> seek(log_time time) override {
    return start(query_.begin ? std::max(*query_.begin, time) : time);
  }

  result<bool> read(log_sample& sample) override {
    if (!started_)
      if (auto done = rewind(); !done) return failure(done.error());
    for (;;) {
      const auto more = next_wanted();
      if (!more) return failure(more.error());
      if (!query_.every) {
        if (*more) emit(taken_, sample);
        return *more;
      }
      if (!*more) {
        if (!std::exchange(holds_span_, false)) return false;
        emit_span(sample);
        return true;
      }
      const auto span = span_of(taken_.time);
      const bool is_next = holds_span_ && span != span_;
      if (is_next) emit_span(sample);
      std::swap(held_, taken_);
      means_.add(held_.values);
      span_ = span;
      holds_span_ = true;
      if (is_next) return true;
    }
  }

 private:
  result<void> start(std::optional<log_time> from) {
    started_ = true;
    holds_span_ = false;
    counted_ = 0;
    means_ = {};
    for (auto& one : older_) one.value.reset();
    return from ? log_->seek(*from) : log_->rewind();
  }

  void adopt_columns() {
    const auto all = log_->columns();
    for (; seen_ < all.size(); ++seen_) {
      if (!is_wanted(all[seen_])) continue;
      origin_.push_back(seen_);
      columns_.push_back(all[seen_]);
    }
    position_.resize(all.size(), not_wanted);
    for (std::size_t i = 0; i < origin_.size(); ++i) position_[origin_[i]] = static_cast<std::uint32_t>(i);
    older_.resize(columns_.size());
  }

  [[nodiscard]] bool is_wanted(const log_column& column) const {
    if (query_.paths.empty()) return true;
    const auto path = counter_path::parse(column.path);
    return path &&
           std::ranges::any_of(query_.paths, [&](const auto& one) { return matches_column(one, *path); });
  }

  // The next sample inside the query, in taken_.
  result<bool> next_wanted() {
    for (;;) {
      auto more = log_->read(read_);
      if (!more || !*more) return more;
      if (seen_ != log_->columns().size()) adopt_columns();
      if (query_.end && read_.time > *query_.end) return false;
      pick();
      if (query_.begin && read_.time < *query_.begin) {
        remember(taken_.raw);
        continue;
      }
      if (counted_++ % std::max<std::uint64_t>(query_.every_nth, 1) == 0) return true;
    }
  }

  // The wanted columns of what was read.
  void pick() {
    taken_.time = read_.time;
    for (const auto column : read_.fresh)
      if (position_[column] != not_wanted) older_[position_[column]].value.reset();
    if (columns_.size() == seen_) {
      std::swap(taken_.raw, read_.raw);
      std::swap(taken_.values, read_.values);
      return;
    }
    pick(read_.raw, taken_.raw);
    pick(read_.values, taken_.values);
  }

  template <class T>
  void pick(const std::vector<T>& from, std::vector<T>& to) const {
    to.clear();
    if (from.empty()) return;
    for (const auto column : origin_) to.push_back(column < from.size() ? from[column] : T{});
  }

  void remember(const std::vector<counter_sample>& raw) {
    std::copy_n(raw.begin(), std::min(raw.size(), older_.size()), older_.begin());
  }

  void emit(log_sample& from, log_sample& to) {
    to.time = from.time;
    to.fresh.clear();
    std::swap(to.raw, from.raw);
    std::swap(to.values, from.values);
    if (to.raw.empty()) return;
    to.values.resize(to.raw.size());
    for (std::size_t i = 0; i < to.raw.size(); ++i) {
      const counter_sample& newer = to.raw[i];
      counter_sample& older = older_[i];
      if (newer.value) to.values[i] = cook(older.value ? &older : nullptr, newer);
      older = newer;
    }
  }

  [[nodiscard]] std::int64_t span_of(log_time time) const noexcept {
    const auto length = std::max<std::int64_t>(query_.every->count(), 1);
    const auto since = time.time_since_epoch().count();
    return since / length + (since % length > 0 ? 1 : 0);
  }

  void emit_span(log_sample& to) {
    if (held_.raw.empty()) means_.take(held_.values);
    emit(held_, to);
    to.time = log_time(hundred_ns(span_ * std::max<std::int64_t>(query_.every->count(), 1)));
  }

  static constexpr std::uint32_t not_wanted = ~std::uint32_t{0};

  std::unique_ptr<counter_log_reader> log_;
  log_query query_;
  std::vector<log_column> columns_;
  std::vector<std::size_t> origin_;      // by our column: the log's
  std::vector<std::uint32_t> position_;  // by the log's column: ours
  std::size_t seen_ = 0;                 // columns of the log
  bool started_ = false;

  log_sample read_;
  log_sample taken_;
  std::vector<counter_sample> older_;
  std::uint64_t counted_ = 0;

  log_sample held_;  // the last of its span
  bool holds_span_ = false;
  std::int64_t span_ = 0;
  mean_values means_;
};

}  // namespace

bool matches_column(const counter_path& wanted, const counter_path& column) noexcept {
  if (!wanted.machine.empty() && !matches_wildcard(wanted.machine, column.machine)) return false;
  if (!matches_wildcard(name_or_itself(wanted.object), column.object) ||
      !matches_wildcard(name_or_itself(wanted.counter), column.counter))
    return false;
  if (!column.instance) return !wanted.instance || *wanted.instance == "*";
  return matches_instance(wanted, *column.instance, column.index.value_or(0));
}

std::unique_ptr<counter_log_reader> query_log(std::unique_ptr<counter_log_reader> log, log_query query) {
  return std::make_unique<queried_log>(std::move(log), std::move(query));
}

}  // namespace perfdata
