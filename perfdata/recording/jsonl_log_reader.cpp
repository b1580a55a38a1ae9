#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/jsonl_log.hpp>
#include <perfdata/recording/text_lines.hpp>

namespace perfdata {
namespace {

using json = nlohmann::json;

const json* member(const json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

template <class Number>
Number number(const json& object, const char* name) {
  const json* found = member(object, name);
  return found != nullptr && found->is_number_integer() ? found->get<Number>() : Number{0};
}

std::optional<std::string> text(const json& object, const char* name) {
  const json* found = member(object, name);
  return found != nullptr && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

counter_sample raw_of(const json& raw) {
  counter_sample sample{.type = static_cast<counter_type>(number<std::uint32_t>(raw, "type")),
                        .size = number<std::uint32_t>(raw, "size"),
                        .base_size = number<std::uint32_t>(raw, "base_size"),
                        .clocks = {.perf_time = number<std::int64_t>(raw, "perf_time"),
                                   .perf_freq = number<std::int64_t>(raw, "perf_freq"),
                                   .perf_time_100ns = number<std::int64_t>(raw, "perf_time_100ns"),
                                   .object_perf_time = number<std::int64_t>(raw, "object_perf_time"),
                                   .object_perf_freq = number<std::int64_t>(raw, "object_perf_freq")}};
  if (member(raw, "value") != nullptr) sample.value = number<std::uint64_t>(raw, "value");
  if (member(raw, "base") != nullptr) sample.base = number<std::uint64_t>(raw, "base");
  if (member(raw, "multiplier") != nullptr) sample.multiplier = number<std::uint32_t>(raw, "multiplier");
  return sample;
}

cooked_status status_of(const json& value, bool has_number) {
  const auto words = text(value, "status");
  for (int i = 0; words && i <= static_cast<int>(cooked_status::stale); ++i)
    if (to_string(static_cast<cooked_status>(i)) == *words) return static_cast<cooked_status>(i);
  return has_number ? cooked_status::ok : cooked_status::no_data;
}

class jsonl_log final : public counter_log_reader {
 public:
  explicit jsonl_log(std::unique_ptr<text_lines> lines) : lines_(std::move(lines)) {}

  result<void> begin() {
    log_sample first;
    std::string_view line;
    const auto more = lines_->next(line);
    if (!more) return failure(more.error());
    if (!*more || !take(line, first))
      return failure({.code = errc::unsupported,
                      .message = fmt::format("\"{}\" does not begin with a sample in JSON", lines_->path()),
                      .advice = R"(a line should be {"time":"...","values":[{"path":"...","value":...}]})"});
    return rewind();
  }

  const pdh_zone& zone() const noexcept override { return zone_; }
  std::span<const log_column> columns() const noexcept override { return columns_.columns(); }
  log_progress progress() const noexcept override { return {lines_->next_offset(), lines_->size()}; }
  const log_notices& notices() const noexcept override { return notices_; }

  result<void> learn_columns() override { return learn_columns_from_samples(*this); }

  result<bool> read(log_sample& sample) override {
    std::string_view line;
    for (;;) {
      auto more = lines_->next(line);
      if (!more || !*more) return more;
      if (line.empty()) continue;
      if (take(line, sample)) return true;
      notices_.add(lines_->line_offset(), "a line was skipped: it is no sample in JSON");
    }
  }

  result<void> rewind() override {
    notices_.clear();
    lines_->go_to(0);
    return {};
  }

 private:
  bool take(std::string_view line, log_sample& sample) {
    const json document = json::parse(line, nullptr, false);
    const auto time = text(document, "time");
    const json* values = member(document, "values");
    const auto when = time ? parse_pdh_time(*time) : std::nullopt;
    if (!when || values == nullptr || !values->is_array()) return false;
    sample.time = to_utc(*when, {});
    sample.fresh.clear();
    sample.raw.clear();
    sample.values.assign(columns_.size(), {});
    for (const json& value : *values) take_value(value, sample);
    return true;
  }

  void take_value(const json& value, log_sample& sample) {
    auto path = text(value, "path");
    if (!path) return;
    const json* raw = member(value, "raw");
    counter_sample of_raw;
    log_column named{.path = std::move(*path)};
    if (raw != nullptr) {
      of_raw = raw_of(*raw);
      named.type = of_raw.type;
    }
    const auto column = columns_.find_or_add(std::move(named));
    if (!column) {
      notices_.add(lines_->line_offset(), "a value was skipped: the log has too many columns");
      return;
    }
    if (sample.values.size() <= *column) sample.values.resize(columns_.size());
    const json* number_of = member(value, "value");
    const bool has_number = number_of != nullptr && number_of->is_number();
    cooked_value& cooked = sample.values[*column];
    if (has_number) cooked.value = number_of->get<double>();
    cooked.status = status_of(value, has_number);
    if (!of_raw.value) return;
    if (sample.raw.size() <= *column) sample.raw.resize(columns_.size());
    sample.raw[*column] = of_raw;
  }

  std::unique_ptr<text_lines> lines_;
  pdh_zone zone_{.name = "UTC"};
  column_list columns_;
  log_notices notices_;
};

}  // namespace

bool begins_like_jsonl(byte_view bytes) noexcept {
  for (const std::byte b : bytes) {
    const char c = std::to_integer<char>(b);
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    return c == '{';
  }
  return false;
}

result<std::unique_ptr<counter_log_reader>> open_jsonl_log(std::unique_ptr<random_file> file) {
  auto lines = text_lines::open(std::move(file));
  if (!lines) return failure(lines.error());
  auto log = std::make_unique<jsonl_log>(std::move(*lines));
  if (auto begun = log->begin(); !begun) return failure(begun.error());
  return log;
}

}  // namespace perfdata
