#include <algorithm>
#include <fmt/format.h>
#include <utf8.h>
#include <utility>

#include <perfdata/base/code_page.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/column_list.hpp>
#include <perfdata/recording/pdh_fields.hpp>
#include <perfdata/recording/pdh_log.hpp>
#include <perfdata/recording/text_lines.hpp>

namespace perfdata {
namespace {

using log_time = std::chrono::sys_time<hundred_ns>;

// What one first line says.
struct pdh_table {
  char separator = ',';
  pdh_zone zone{};
  std::vector<std::string> paths{};
};

bool is_blank(std::string_view line) noexcept {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// PDH prints names in the code page of its machine; which one it does not say. Most often it is this.
constexpr std::uint32_t western = 1252;

std::string as_utf8(std::string_view text) {
  if (utf8::is_valid(text.begin(), text.end())) return std::string(text);
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return code_page_to_utf8(western, bytes);
}

std::optional<pdh_table> parse_first_line(std::string_view line) {
  pdh_table table{.separator = pdh_separator(line)};
  pdh_fields fields(line, table.separator);
  std::string_view field;
  if (!fields.next(field)) return std::nullopt;
  auto zone = parse_pdh_title(field);
  if (!zone) return std::nullopt;
  const bool is_named = field.starts_with("(PDH-");
  table.zone = std::move(*zone);
  while (fields.next(field)) table.paths.push_back(as_utf8(field));
  while (!table.paths.empty() && is_blank(table.paths.back())) table.paths.pop_back();
  if (!is_named && (table.paths.empty() || !table.paths.front().starts_with('\\'))) return std::nullopt;
  return table;
}

class pdh_log final : public counter_log_reader {
 public:
  explicit pdh_log(std::unique_ptr<text_lines> lines) : lines_(std::move(lines)) {}

  result<void> begin() {
    std::string_view line;
    for (;;) {
      const auto more = lines_->next(line);
      if (!more) return failure(more.error());
      if (!*more) return failure(not_a_log());
      if (is_blank(line)) continue;
      auto table = parse_first_line(line);
      if (!table) return failure(not_a_log());
      zone_ = table->zone;
      use(*table);
      break;
    }
    first_table_ = positions_;
    first_sample_ = lines_->next_offset();
    if (auto found = find_date_order(); !found) return found;
    return rewind();
  }

  const pdh_zone& zone() const noexcept override { return zone_; }
  std::span<const log_column> columns() const noexcept override { return columns_.columns(); }
  log_progress progress() const noexcept override { return {lines_->next_offset(), lines_->size()}; }
  const log_notices& notices() const noexcept override { return notices_; }

  result<bool> read(log_sample& sample) override {
    std::string_view line;
    for (;;) {
      auto more = lines_->next(line);
      if (!more || !*more) return more;
      if (is_blank(line)) continue;
      if (!take(line, sample)) continue;
      last_ = {sample.time, lines_->line_offset()};
      return true;
    }
  }

  result<void> rewind() override {
    notices_.clear();
    last_words_.clear();
    last_.reset();
    positions_ = first_table_;
    bias_ = std::chrono::minutes(zone_.bias_minutes);
    separator_ = first_separator_;
    lines_->go_to(first_sample_);
    return {};
  }

  // A further first line may stand anywhere, so no line may be jumped over; of those before `time` only the
  // first field is looked at. Whoever goes forward goes on from where the reader stands.
  result<void> seek(log_time time) override {
    if (!last_ || last_->time >= time)
      if (auto done = rewind(); !done) return done;
    std::uint64_t candidate = last_ ? last_->offset : first_sample_;
    std::string_view line;
    for (;;) {
      const auto more = lines_->next(line);
      if (!more) return failure(more.error());
      if (!*more) break;
      const auto here = time_of(line);
      if (here && *here >= time) break;
      if (here) {
        candidate = lines_->line_offset();
        last_ = {*here, candidate};
      } else if (const auto table = parse_first_line(line)) {
        use(*table);
        candidate = lines_->next_offset();
        last_.reset();
      }
    }
    lines_->go_to(candidate);
    return {};
  }

 private:
  struct read_line {
    log_time time{};
    std::uint64_t offset = 0;
  };

  static constexpr int lines_that_tell_the_order = 1000;

  [[nodiscard]] error not_a_log() const {
    return {
        .code = errc::unsupported,
        .message = fmt::format("\"{}\" does not begin as a PDH text log does", lines_->path()),
        .advice =
            R"x(its first line should be "(PDH-CSV 4.0) (zone)(minutes)","\\machine\object\counter",...)x"};
  }

  void use(const pdh_table& table) {
    separator_ = table.separator;
    if (columns_.size() == 0) first_separator_ = separator_;
    bias_ = std::chrono::minutes(table.zone.bias_minutes);
    positions_.clear();
    std::vector<bool> taken;
    for (const auto& path : table.paths) {
      auto column = columns_.find_or_add({.path = path});
      taken.resize(columns_.size());
      // A path that stands twice in one line: the first one is meant.
      if (column && taken[*column]) column.reset();
      if (column) taken[*column] = true;
      positions_.push_back(column);
    }
  }

  // Month and day may be told apart by a number above 12 only; a date with points has its day in front.
  result<void> find_date_order() {
    std::string_view line;
    bool decided = false;
    for (int i = 0; i < lines_that_tell_the_order && !decided; ++i) {
      const auto more = lines_->next(line);
      if (!more) return failure(more.error());
      if (!*more) break;
      pdh_fields fields(line, separator_);
      std::string_view date;
      if (!fields.next(date)) continue;
      const bool by_month = parse_pdh_time(date, date_order::month_first).has_value();
      const bool by_day = parse_pdh_time(date, date_order::day_first).has_value();
      if (!by_month && !by_day) continue;
      order_ = by_day && (!by_month || date.find('.') < 3) ? date_order::day_first : date_order::month_first;
      decided = by_month != by_day;
    }
    return {};
  }

  [[nodiscard]] std::optional<log_time> time_of(std::string_view line) const {
    pdh_fields fields(line, separator_);
    std::string_view field;
    if (!fields.next(field)) return std::nullopt;
    const auto local = parse_pdh_time(field, order_);
    return local ? std::optional(to_utc(*local, bias_)) : std::nullopt;
  }

  bool take(std::string_view line, log_sample& sample) {
    pdh_fields fields(line, separator_);
    std::string_view field;
    fields.next(field);
    const auto local = parse_pdh_time(field, order_);
    if (!local) {
      if (const auto table = parse_first_line(line)) {
        use(*table);
        last_.reset();  // the lines before it have other columns
      } else {
        not_a_sample(lines_->line_offset());
      }
      return false;
    }
    for (const auto offset : std::exchange(last_words_, {}))
      notices_.add(offset, "a line without a time was skipped");
    sample.time = to_utc(*local, bias_);
    sample.raw.clear();
    sample.fresh.clear();
    sample.values.assign(columns_.size(), {});
    take_values(fields, sample);
    return true;
  }

  void not_a_sample(std::uint64_t offset) {
    constexpr std::size_t lines_of_typeperf = 3;
    if (last_words_.size() < lines_of_typeperf)
      last_words_.push_back(offset);
    else
      notices_.add(offset, "a line without a time was skipped");
  }

  void take_values(pdh_fields& fields, log_sample& sample) {
    std::string_view field;
    auto position = positions_.begin();
    for (; fields.next(field); ++position) {
      if (position == positions_.end()) {
        if (!is_blank(field))
          notices_.add(lines_->line_offset(), "a line has more values than the first line has counters");
        return;
      }
      if (!*position) continue;
      const auto number = parse_pdh_number(field);
      if (number)
        sample.values[**position] = {*number, cooked_status::ok};
      else if (!is_blank(field))
        notices_.add(lines_->line_offset(), fmt::format("a value was skipped: \"{}\" is no number",
                                                        as_utf8(field.substr(0, longest_shown))));
    }
    if (position != positions_.end())
      notices_.add(lines_->line_offset(),
                   fmt::format("a line has {} values fewer than the first line has counters",
                               positions_.end() - position));
  }

  static constexpr std::size_t longest_shown = 40;

  std::unique_ptr<text_lines> lines_;
  pdh_zone zone_;
  std::chrono::minutes bias_{};
  char separator_ = ',';
  char first_separator_ = ',';
  date_order order_ = date_order::month_first;
  column_list columns_;
  std::vector<std::optional<std::uint32_t>> positions_;  // by field: the column, or none for a repeated path
  std::vector<std::optional<std::uint32_t>> first_table_;
  std::optional<read_line> last_{};  // that a sample was read from, or that a search went to
  std::uint64_t first_sample_ = 0;
  // Lines that are no sample and may be what typeperf says when it ends; a sample behind them proves
  // otherwise.
  std::vector<std::uint64_t> last_words_;
  log_notices notices_;
};

}  // namespace

bool begins_like_pdh_text(byte_view bytes) {
  std::string text;
  if (bytes.size() >= 2 && bytes[0] == std::byte{0xFF} && bytes[1] == std::byte{0xFE})
    text = to_utf8(utf16_view(bytes.subspan(2)));
  else
    for (const std::byte b : bytes) text += std::to_integer<char>(b);
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  rest.remove_prefix(std::min(rest.find_first_not_of("\r\n \t"), rest.size()));
  return parse_first_line(rest.substr(0, rest.find_first_of("\r\n"))).has_value();
}

result<std::unique_ptr<counter_log_reader>> open_pdh_log(std::unique_ptr<random_file> file) {
  auto lines = text_lines::open(std::move(file));
  if (!lines) return failure(lines.error());
  auto log = std::make_unique<pdh_log>(std::move(*lines));
  if (auto begun = log->begin(); !begun) return failure(begun.error());
  return log;
}

}  // namespace perfdata
