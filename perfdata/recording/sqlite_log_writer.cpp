#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <random>
#include <system_error>

#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/pdh_raw.hpp>
#include <perfdata/recording/sqlite_database.hpp>
#include <perfdata/recording/sqlite_log.hpp>

namespace perfdata {
namespace {

constexpr const char* schema = R"(
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE CounterData (
  GUID TEXT NOT NULL, CounterID INTEGER NOT NULL, RecordIndex INTEGER NOT NULL, CounterDateTime CHAR(24) NOT NULL,
  CounterValue FLOAT, FirstValueA INTEGER, FirstValueB INTEGER, SecondValueA INTEGER, SecondValueB INTEGER,
  MultiCount INTEGER);
CREATE TABLE CounterDetails (
  CounterID INTEGER PRIMARY KEY, MachineName VARCHAR(1024) NOT NULL, ObjectName VARCHAR(1024) NOT NULL,
  CounterName VARCHAR(1024) NOT NULL, CounterType INTEGER NOT NULL, DefaultScale INTEGER NOT NULL,
  InstanceName VARCHAR(1024), InstanceIndex INTEGER, ParentName VARCHAR(1024), ParentObjectID INTEGER,
  TimeBaseA INTEGER, TimeBaseB INTEGER);
CREATE TABLE DisplayToID (
  GUID TEXT PRIMARY KEY, RunID INTEGER, DisplayString VARCHAR(1024) NOT NULL UNIQUE, LogStartTime CHAR(24),
  LogStopTime CHAR(24), NumberOfRecords INTEGER, MinutesToUTC INTEGER, TimeZoneName CHAR(32));
)";

// Made at the end, when that is a matter of sorting once. PDH's key, and the order of time for readers.
constexpr const char* indexes = R"(
CREATE UNIQUE INDEX CounterDataKey ON CounterData (GUID, CounterID, RecordIndex);
CREATE INDEX CounterDataTime ON CounterData (CounterDateTime);
)";

std::string new_guid() {
  std::random_device entropy;
  std::array<std::uint32_t, 4> part{};
  for (auto& one : part) one = entropy();
  const std::uint32_t version_4 = (part[1] & 0xFFFF0FFFU) | 0x4000U;
  const std::uint32_t variant = (part[2] & 0x3FFFFFFFU) | 0x80000000U;
  return fmt::format("{:08X}-{:04X}-{:04X}-{:04X}-{:04X}{:08X}", part[0], version_4 >> 16U,
                     version_4 & 0xFFFFU, variant >> 16U, variant & 0xFFFFU, part[3]);
}

std::string time_text(std::chrono::sys_time<hundred_ns> utc) {
  const auto time = to_local(utc, {});
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", time.year, time.month, time.day, time.hour,
                     time.minute, time.second, time.millisecond);
}

// SQL Server's int is signed.
std::int64_t low(std::uint64_t number) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(number));
}
std::int64_t high(std::uint64_t number) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(number >> 32U));
}

class sqlite_log_writer final : public counter_log_writer {
 public:
  sqlite_log_writer(std::unique_ptr<sqlite_database> database, pdh_zone zone, std::string title)
      : database_(std::move(database)), zone_(std::move(zone)), title_(std::move(title)), guid_(new_guid()) {}

  result<void> begin() {
    if (auto made = database_->execute(schema); !made) return made;
    auto datum = database_->prepare("INSERT INTO CounterData VALUES (?,?,?,?,?,?,?,?,?,?)");
    if (!datum) return failure(datum.error());
    auto detail = database_->prepare("INSERT INTO CounterDetails VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!detail) return failure(detail.error());
    datum_ = std::move(*datum);
    detail_ = std::move(*detail);
    return database_->execute("BEGIN");
  }

  bool columns_come_first() const noexcept override { return false; }

  result<void> write(std::span<const log_column> columns, const log_sample& sample) override {
    const auto time = time_text(sample.time);
    if (records_ == 0) first_time_ = time;
    last_time_ = time;
    ++records_;
    is_described_.resize(columns.size());
    for (std::size_t i = 0; i < columns.size() && i < sample.values.size(); ++i) {
      const auto* raw = i < sample.raw.size() && sample.raw[i].value ? &sample.raw[i] : nullptr;
      if (!raw && !sample.values[i].value) continue;
      if (!is_described_[i])
        if (auto described = describe(i, columns[i], raw); !described) return described;
      if (auto put = put_value(i, time, sample.values[i], raw); !put) return put;
    }
    return {};
  }

  result<void> finish(std::span<const log_column> columns) override {
    is_described_.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (!is_described_[i])
        if (auto described = describe(i, columns[i], nullptr); !described) return described;
    auto set = database_->prepare("INSERT INTO DisplayToID VALUES (?,0,?,?,?,?,?,?)");
    if (!set) return failure(set.error());
    set->bind(1, guid_);
    set->bind(2, title_);
    set->bind(3, first_time_);
    set->bind(4, last_time_);
    set->bind(5, records_);
    set->bind(6, std::int64_t{zone_.bias_minutes});
    set->bind(7, zone_.name);
    if (set->step() != SQLITE_DONE) return failure(database_->last_error());
    if (auto indexed = database_->execute(indexes); !indexed) return indexed;
    return database_->execute("COMMIT");
  }

 private:
  result<void> describe(std::size_t column, const log_column& what, const counter_sample* raw) {
    is_described_[column] = true;
    const auto parsed = counter_path::parse(what.path);
    counter_path path = parsed ? *parsed : counter_path{.counter = what.path};
    detail_.bind(1, id_of(column));
    detail_.bind(2, path.machine.empty() ? path.machine : R"(\\)" + path.machine);
    detail_.bind(3, path.object);
    detail_.bind(4, path.counter);
    detail_.bind(5, std::int64_t{static_cast<std::int32_t>(what.type ? code(*what.type) : 0)});
    detail_.bind(6, std::int64_t{what.default_scale});
    for (const int place : {7, 8, 9, 10, 11, 12}) detail_.bind_null(place);
    if (path.instance) {
      // "/home" is a name, "Idle/0" a parent and a name.
      const auto slash = path.instance->find('/', 1);
      const bool has_parent = slash != std::string::npos && path.instance->front() != '/';
      if (has_parent) detail_.bind(9, std::string_view(*path.instance).substr(0, slash));
      detail_.bind(7, std::string_view(*path.instance).substr(has_parent ? slash + 1 : 0));
      detail_.bind(8, std::int64_t{path.index.value_or(0)});
    }
    if (raw != nullptr) {
      const auto frequency = static_cast<std::uint64_t>(pdh_time_base(*raw));
      detail_.bind(11, low(frequency));
      detail_.bind(12, high(frequency));
    }
    return run(detail_);
  }

  result<void> put_value(std::size_t column, const std::string& time, const cooked_value& value,
                         const counter_sample* raw) {
    datum_.bind(1, guid_);
    datum_.bind(2, id_of(column));
    datum_.bind(3, records_);
    datum_.bind(4, time);
    if (value.value)
      datum_.bind(5, *value.value);
    else
      datum_.bind_null(5);
    if (raw != nullptr) {
      const auto [first, second, multi] = to_pdh_raw(*raw);
      datum_.bind(6, low(first));
      datum_.bind(7, high(first));
      datum_.bind(8, low(second));
      datum_.bind(9, high(second));
      datum_.bind(10, std::int64_t{multi});
    } else {
      for (const int place : {6, 7, 8, 9, 10}) datum_.bind_null(place);
    }
    return run(datum_);
  }

  result<void> run(sqlite_statement& statement) {
    const bool done = statement.step() == SQLITE_DONE;
    const auto problem = done ? error{} : database_->last_error();
    statement.reset();
    return done ? result<void>{} : failure(problem);
  }

  static std::int64_t id_of(std::size_t column) noexcept { return static_cast<std::int64_t>(column) + 1; }

  std::unique_ptr<sqlite_database> database_;
  pdh_zone zone_;
  std::string title_;
  std::string guid_;
  sqlite_statement datum_;
  sqlite_statement detail_;
  std::vector<bool> is_described_;
  std::int64_t records_ = 0;
  std::string first_time_;
  std::string last_time_;
};

}  // namespace

result<std::unique_ptr<counter_log_writer>> create_sqlite_log(const std::string& path, const pdh_zone& zone,
                                                              const std::string& title) {
  std::error_code failed;
  const std::filesystem::path file(std::u8string(path.begin(), path.end()));
  if (std::filesystem::is_regular_file(file)) std::filesystem::remove(file, failed);
  if (failed)
    return failure({.code = errc::system_failure,
                    .message = fmt::format("cannot replace \"{}\": {}", path, failed.message()),
                    .advice = "check the path and its permissions"});
  auto database = sqlite_database::open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!database) return failure(database.error());
  auto writer = std::make_unique<sqlite_log_writer>(std::move(*database), zone, title);
  if (auto begun = writer->begin(); !begun) return failure(begun.error());
  return writer;
}

}  // namespace perfdata
