#include <algorithm>
#include <array>
#include <charconv>

#include <perfdata/recording/pdh_time.hpp>

namespace perfdata {
namespace {

// Reads numbers and single characters off the front of a text; the first mismatch sticks.
class field_reader {
 public:
  explicit field_reader(std::string_view text) noexcept : text_(text) {}

  int number(std::size_t most_digits) noexcept {
    int value = 0;
    const auto [end, failed] =
        std::from_chars(text_.data(), text_.data() + std::min(most_digits, text_.size()), value);
    if (failed != std::errc{} || value < 0) return fail();
    width_ = static_cast<std::size_t>(end - text_.data());
    text_.remove_prefix(width_);
    return value;
  }

  char one_of(std::string_view allowed) noexcept {
    if (text_.empty() || allowed.find(text_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    const char found = text_.front();
    text_.remove_prefix(1);
    return found;
  }

  bool follows(std::string_view allowed) noexcept {
    return !text_.empty() && allowed.find(text_.front()) != std::string_view::npos && one_of(allowed) != '\0';
  }

  [[nodiscard]] std::size_t width() const noexcept { return width_; }  // of the last number
  [[nodiscard]] bool at_end() const noexcept { return ok_ && text_.empty(); }

 private:
  int fail() noexcept {
    ok_ = false;
    text_ = {};
    return 0;
  }

  std::string_view text_;
  std::size_t width_ = 0;
  bool ok_ = true;
};

int milliseconds(field_reader& in) noexcept {
  constexpr std::array scale{1000, 100, 10, 1};
  const int digits = in.number(9);
  if (in.width() < scale.size()) return digits * scale[in.width()];
  int value = digits;
  for (std::size_t width = in.width(); width > 3; --width) value /= 10;
  return value;
}

bool is_valid(const pdh_time& time) noexcept {
  using namespace std::chrono;
  return year_month_day(year(time.year), month(static_cast<unsigned>(time.month)),
                        day(static_cast<unsigned>(time.day)))
             .ok() &&
         time.hour < 24 && time.minute < 60 && time.second < 60;
}

}  // namespace

std::optional<pdh_time> parse_pdh_time(std::string_view text, date_order order) noexcept {
  constexpr std::string_view between_date = "/.-";
  field_reader in(text);
  pdh_time time;
  const int first = in.number(4);
  const bool year_first = in.width() == 4;
  in.one_of(between_date);
  const int second = in.number(2);
  in.one_of(between_date);
  const int third = in.number(year_first ? 2 : 4);
  time.year = year_first ? first : third;
  time.month = year_first || order == date_order::day_first ? second : first;
  time.day = year_first ? third : order == date_order::day_first ? first : second;
  in.one_of(" T");
  time.hour = in.number(2);
  in.one_of(":");
  time.minute = in.number(2);
  if (in.follows(":")) time.second = in.number(2);
  if (in.follows(".,")) time.millisecond = milliseconds(in);
  in.follows("Z");
  if (!in.at_end() || !is_valid(time)) return std::nullopt;
  return time;
}

std::chrono::sys_time<hundred_ns> to_utc(const pdh_time& local, std::chrono::minutes bias) noexcept {
  using namespace std::chrono;
  const sys_days midnight = year_month_day(year(local.year), month(static_cast<unsigned>(local.month)),
                                           day(static_cast<unsigned>(local.day)));
  return midnight + hours(local.hour) + minutes(local.minute) + seconds(local.second) +
         std::chrono::milliseconds(local.millisecond) + bias;
}

pdh_time to_local(std::chrono::sys_time<hundred_ns> utc, std::chrono::minutes bias) noexcept {
  using namespace std::chrono;
  const auto local = utc - bias;
  const auto midnight = floor<days>(local);
  const year_month_day date(midnight);
  const hh_mm_ss clock(floor<std::chrono::milliseconds>(local - midnight));
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .hour = static_cast<int>(clock.hours().count()),
          .minute = static_cast<int>(clock.minutes().count()),
          .second = static_cast<int>(clock.seconds().count()),
          .millisecond = static_cast<int>(clock.subseconds().count())};
}

}  // namespace perfdata
