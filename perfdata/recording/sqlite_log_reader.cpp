#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/pdh_raw.hpp>
#include <perfdata/recording/sqlite_database.hpp>
#include <perfdata/recording/sqlite_log.hpp>

namespace perfdata {
namespace {

constexpr std::string_view details =
    "SELECT CounterID, MachineName, ObjectName, CounterName, CounterType, DefaultScale, InstanceName, "
    "InstanceIndex, "
    "ParentName, TimeBaseA, TimeBaseB FROM CounterDetails ORDER BY CounterID";
constexpr std::string_view data =
    "SELECT CounterDateTime, CounterID, CounterValue, FirstValueA, FirstValueB, SecondValueA, SecondValueB, "
    "MultiCount "
    "FROM CounterData WHERE CounterDateTime >= ? ORDER BY CounterDateTime";

std::uint64_t together(std::int64_t low, std::int64_t high) noexcept {
  return std::uint64_t{static_cast<std::uint32_t>(high)} << 32U | static_cast<std::uint32_t>(low);
}

// What one row of CounterDetails says.
struct described_counter {
  std::uint32_t column = 0;
  pdh_raw_reading reading{};
};

std::string path_of(const sqlite_statement& row) {
  counter_path path{.object = std::string(row.text(2)), .counter = std::string(row.text(3))};
  auto machine = row.text(1);
  machine.remove_prefix(std::min(machine.find_first_not_of('\\'), machine.size()));
  path.machine = machine;
  if (!row.is_null(6)) {
    path.instance =
        row.is_null(8) ? std::string(row.text(6)) : fmt::format("{}/{}", row.text(8), row.text(6));
    if (row.integer(7) > 0) path.index = static_cast<std::uint32_t>(row.integer(7));
  }
  return path.object.empty() && path.machine.empty() ? path.counter : path.to_string();
}

class sqlite_log final : public counter_log_reader {
 public:
  explicit sqlite_log(std::unique_ptr<sqlite_database> database) : database_(std::move(database)) {}

  result<void> begin() {
    auto rows = database_->prepare(details);
    if (!rows) return failure(without_tables(rows.error()));
    int state = SQLITE_ROW;
    while ((state = rows->step()) == SQLITE_ROW) describe(*rows);
    if (state != SQLITE_DONE) return failure(database_->last_error());
    read_zone();
    auto values = database_->prepare(data);
    if (!values) return failure(without_tables(values.error()));
    rows_ = std::move(*values);
    return rewind();
  }

  const pdh_zone& zone() const noexcept override { return zone_; }
  std::span<const log_column> columns() const noexcept override { return columns_.columns(); }
  const log_notices& notices() const noexcept override { return notices_; }

  result<void> rewind() override { return start_at({}); }

  result<void> seek(std::chrono::sys_time<hundred_ns> time) override {
    auto before =
        database_->prepare("SELECT max(CounterDateTime) FROM CounterData WHERE CounterDateTime < ?");
    if (!before) return failure(before.error());
    const auto at = to_local(time, {});
    before->bind(1,
                 std::string_view(fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", at.year, at.month,
                                              at.day, at.hour, at.minute, at.second, at.millisecond)));
    if (before->step() != SQLITE_ROW) return failure(database_->last_error());
    return start_at(std::string(before->text(0)));
  }

  result<bool> read(log_sample& sample) override {
    for (;;) {
      if (!has_row_) return false;
      const std::string time(rows_.text(0));
      const auto when = parse_pdh_time(time);
      if (when) start(sample, to_utc(*when, {}));
      while (has_row_ && rows_.text(0) == time) {
        if (when) take(sample);
        if (auto stepped = step(); !stepped) return failure(stepped.error());
      }
      if (when) return true;
      notices_.add(0, fmt::format("rows were skipped: \"{}\" is no time", time.substr(0, 40)));
    }
  }

 private:
  [[nodiscard]] error without_tables(const error& said) const {
    if (said.code == errc::malformed_data) return said;
    return {.code = errc::unsupported,
            .message = fmt::format("\"{}\" is a SQLite database without a log of counters ({})",
                                   database_->path(), said.message),
            .advice = "its tables should be CounterData, CounterDetails and DisplayToID"};
  }

  void describe(const sqlite_statement& row) {
    const auto type = static_cast<counter_type>(static_cast<std::uint32_t>(row.integer(4)));
    const auto column = columns_.find_or_add(
        {.path = path_of(row), .type = type, .default_scale = static_cast<std::int32_t>(row.integer(5))});
    if (!column) {
      notices_.add(0, "a counter was skipped: the log has too many columns");
      return;
    }
    const auto frequency = together(row.integer(9), row.integer(10));
    counters_[row.integer(0)] = {*column, pdh_raw_reading({type, static_cast<std::int64_t>(frequency)})};
  }

  // A database without a data set's description is read as UTC.
  void read_zone() {
    auto rows = database_->prepare("SELECT MinutesToUTC, TimeZoneName FROM DisplayToID LIMIT 1");
    if (!rows || rows->step() != SQLITE_ROW) return;
    constexpr std::int64_t day = 1440;  // minutes
    zone_ = {.name = std::string(rows->text(1)),
             .bias_minutes = static_cast<int>(std::clamp(rows->integer(0), -day, day))};
    while (zone_.name.ends_with(' ')) zone_.name.pop_back();
  }

  result<void> start_at(const std::string& time) {
    notices_.clear();
    rows_.reset();
    rows_.bind(1, std::string_view(time));
    return step();
  }

  result<void> step() {
    const int state = rows_.step();
    has_row_ = state == SQLITE_ROW;
    if (!has_row_ && state != SQLITE_DONE) return failure(database_->last_error());
    return {};
  }

  void start(log_sample& sample, std::chrono::sys_time<hundred_ns> time) const {
    sample.time = time;
    sample.fresh.clear();
    sample.raw.resize(columns_.size());
    for (auto& one : sample.raw) one.value.reset();
    sample.values.assign(columns_.size(), {});
  }

  void take(log_sample& sample) {
    const auto known = counters_.find(rows_.integer(1));
    if (known == counters_.end()) {
      notices_.add(0, fmt::format("values were skipped: CounterDetails does not know {}", rows_.integer(1)));
      return;
    }
    const auto& [column, reading] = known->second;
    if (!rows_.is_null(2)) sample.values[column] = {rows_.real(2), cooked_status::ok};
    if (rows_.is_null(3) || rows_.is_null(4)) return;
    sample.raw[column] = reading.sample({.first = together(rows_.integer(3), rows_.integer(4)),
                                         .second = together(rows_.integer(5), rows_.integer(6)),
                                         .multi = static_cast<std::uint32_t>(rows_.integer(7))});
  }

  std::unique_ptr<sqlite_database> database_;
  sqlite_statement rows_;
  bool has_row_ = false;
  pdh_zone zone_{.name = "UTC"};
  column_list columns_;
  std::unordered_map<std::int64_t, described_counter> counters_;
  log_notices notices_;
};

}  // namespace

result<std::unique_ptr<counter_log_reader>> open_sqlite_log(const std::string& path) {
  auto database = sqlite_database::open(path, SQLITE_OPEN_READONLY);
  if (!database) return failure(database.error());
  auto log = std::make_unique<sqlite_log>(std::move(*database));
  if (auto begun = log->begin(); !begun) return failure(begun.error());
  return log;
}

}  // namespace perfdata
