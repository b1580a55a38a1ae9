#include "monitor/cli/utc_text.hpp"

#include <perfdata/base/ascii.hpp>

namespace perfdata::cli {
namespace {

// Sticky: after the first thing that does not fit, everything else fails.
class scanner {
 public:
  explicit scanner(std::string_view text) : text_(text) {}

  unsigned number(std::size_t digits) {
    const auto found = text_.size() >= digits ? to_number(text_.substr(0, digits)) : std::nullopt;
    ok_ = ok_ && found.has_value();
    if (!ok_) return 0;
    text_.remove_prefix(digits);
    return *found;
  }

  bool optional(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view any_of) { ok_ = optional(any_of) && ok_; }

  hundred_ns fraction() {
    hundred_ns sum{};
    for (std::int64_t unit = 1'000'000; unit > 0 && !text_.empty() && text_.front() != 'Z' && ok_; unit /= 10)
      sum += hundred_ns(unit * number(1));
    return sum;
  }

  [[nodiscard]] bool done() const { return ok_ && text_.empty(); }

 private:
  std::string_view text_;
  bool ok_ = true;
};

}  // namespace

std::optional<std::chrono::sys_time<hundred_ns>> parse_utc(std::string_view text) {
  using namespace std::chrono;
  scanner in(text);
  const auto y = in.number(4);
  in.expect("-");
  const auto m = in.number(2);
  in.expect("-");
  const auto d = in.number(2);
  in.expect("T ");
  const auto hour = in.number(2);
  in.expect(":");
  const auto minute = in.number(2);
  in.expect(":");
  const auto second = in.number(2);
  const auto fraction = in.optional(".") ? in.fraction() : hundred_ns{};
  in.optional("Z");
  const year_month_day date{year(static_cast<int>(y)), month(m), day(d)};
  if (!in.done() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + fraction;
}

}  // namespace perfdata::cli
