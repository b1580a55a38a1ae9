#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/jsonl_log.hpp>

namespace perfdata {
namespace {

std::string json_text(std::string_view text) {
  using json = nlohmann::json;
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class Number>
void append(std::string& text, Number number) {
  std::array<char, 32> digits{};
  text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

class jsonl_log_writer final : public counter_log_writer {
 public:
  explicit jsonl_log_writer(std::unique_ptr<output_file> out) : out_(std::move(out)) {}

  bool columns_come_first() const noexcept override { return false; }

  result<void> write(std::span<const log_column> columns, const log_sample& sample) override {
    while (names_.size() < columns.size()) names_.push_back(names_of(columns[names_.size()]));
    std::string& text = out_->text();
    const auto time = to_local(sample.time, {});
    fmt::format_to(std::back_inserter(text),
                   R"({{"time":"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z","values":[)", time.year,
                   time.month, time.day, time.hour, time.minute, time.second, time.millisecond);
    bool is_first = true;
    for (std::size_t i = 0; i < sample.values.size() && i < names_.size(); ++i) {
      const auto* raw = i < sample.raw.size() && sample.raw[i].value ? &sample.raw[i] : nullptr;
      if (!raw && !sample.values[i].value) continue;  // not there at that moment
      if (!std::exchange(is_first, false)) text += ',';
      append_value(text, names_[i], sample.values[i], raw);
    }
    text += "]}\n";
    return out_->write();
  }

  result<void> finish(std::span<const log_column>) override { return out_->flush(); }

 private:
  // The part of a value's text that is the same in every sample.
  struct column_text {
    std::string names{};
    std::string unit{};
  };

  static column_text names_of(const log_column& column) {
    const auto path = counter_path::parse(column.path).value_or(counter_path{});
    std::string instance = "null";
    if (path.instance)
      instance = json_text(path.index ? fmt::format("{}#{}", *path.instance, *path.index) : *path.instance);
    const auto unit = column.type ? symbol(describe_counter_type(*column.type).unit) : std::string_view{};
    return {fmt::format(R"({{"path":{},"machine":{},"object":{},"instance":{},"counter":{},"value":)",
                        json_text(column.path), json_text(path.machine), json_text(path.object), instance,
                        json_text(path.counter)),
            fmt::format(R"(,"unit":{})", json_text(unit))};
  }

  static void append_value(std::string& text, const column_text& names, const cooked_value& value,
                           const counter_sample* raw) {
    text += names.names;
    if (value.value && std::isfinite(*value.value))
      append(text, *value.value);
    else
      text += "null";
    text += names.unit;
    text += R"(,"status":")";
    text += to_string(value.status);
    text += '"';
    if (raw != nullptr) append_raw(text, *raw);
    text += '}';
  }

  static void append_raw(std::string& text, const counter_sample& raw) {
    text += R"(,"raw":{"type":)";
    append(text, code(raw.type));
    const auto field = [&](std::string_view name, auto number) {
      if (number == 0) return;
      text += ",\"";
      text += name;
      text += "\":";
      append(text, number);
    };
    field("size", raw.size);
    text += R"(,"value":)";
    append(text, *raw.value);
    if (raw.base) {
      text += R"(,"base":)";
      append(text, *raw.base);
    }
    field("base_size", raw.base_size);
    field("multiplier", raw.multiplier.value_or(0));
    field("perf_time", raw.clocks.perf_time);
    field("perf_freq", raw.clocks.perf_freq);
    field("perf_time_100ns", raw.clocks.perf_time_100ns);
    field("object_perf_time", raw.clocks.object_perf_time);
    field("object_perf_freq", raw.clocks.object_perf_freq);
    text += '}';
  }

  std::unique_ptr<output_file> out_;
  std::vector<column_text> names_;
};

}  // namespace

std::unique_ptr<counter_log_writer> write_jsonl_log(std::unique_ptr<output_file> out) {
  return std::make_unique<jsonl_log_writer>(std::move(out));
}

}  // namespace perfdata
