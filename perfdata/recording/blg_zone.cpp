#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/blg_records.hpp>
#include <perfdata/recording/blg_zone.hpp>

namespace perfdata {
namespace {

using std::chrono::minutes;

// "@tzres.dll,-212": Windows keeps the names of its zones as resources, the standard one at 10 n + 2 and the
// one in summer at 10 n + 1.
struct known_zone {
  int resource;  // 10 n
  std::string_view place;
};
constexpr std::array known_zones{
    known_zone{110, "Eastern"}, known_zone{160, "Central"}, known_zone{190, "Mountain"},
    known_zone{210, "Pacific"}, known_zone{260, "GMT"},     known_zone{320, "W. Europe"},
};

std::string name_of(std::string text, minutes bias) {
  constexpr std::string_view resource = "@tzres.dll,-";
  if (!text.starts_with(resource)) return text;
  int number = 0;
  std::from_chars(text.data() + resource.size(), text.data() + text.size(), number);
  const auto* known = std::ranges::find(known_zones, number / 10 * 10, &known_zone::resource);
  if (known != known_zones.end() && (number % 10 == 1 || number % 10 == 2))
    return fmt::format("{} {} Time", known->place, number % 10 == 1 ? "Daylight" : "Standard");
  const auto ahead = -bias.count();
  return fmt::format("UTC{}{:02}:{:02}", ahead < 0 ? '-' : '+', std::abs(ahead) / 60, std::abs(ahead) % 60);
}

std::string text_of(const blg::u16 (&name)[32]) {
  byte_buffer bytes;
  for (const auto& unit : name) {
    bytes.push_back(static_cast<std::byte>(unit.value()));
    bytes.push_back(static_cast<std::byte>(unit.value() >> 8U));
  }
  return to_utf8(utf16_view(bytes).until_nul());
}

bool is_plausible(std::int32_t bias) noexcept {
  return bias >= -24 * 60 && bias <= 24 * 60;
}

}  // namespace

result<blg_zone> blg_zone::parse(byte_view first_buffer) {
  const error missing{.code = errc::malformed_data,
                      .message = "the first buffer does not state the time zone",
                      .advice = "its times are taken for UTC"};
  constexpr std::size_t before = sizeof(blg::buffer_header) + sizeof(blg::system_event_header);
  if (!fits(before, sizeof(blg::log_file_header), first_buffer.size())) return failure(missing);
  const auto& event =
      wire::overlay<blg::system_event_header>(first_buffer.subspan(sizeof(blg::buffer_header)));
  const bool is_64 = event.marker.value() == blg::marker_system_64;
  if (!is_64 && event.marker.value() != blg::marker_system_32) return failure(missing);
  const std::size_t place = before + sizeof(blg::log_file_header) + (is_64 ? 16 : 8);
  if (!fits(place, sizeof(blg::time_zone_information), first_buffer.size())) return failure(missing);
  const auto& stated = wire::overlay<blg::time_zone_information>(first_buffer.subspan(place));
  const auto bias = stated.bias.value();
  if (!is_plausible(bias) || !is_plausible(stated.standard_bias.value()) ||
      !is_plausible(stated.daylight_bias.value()))
    return failure(missing);

  const auto begins = [](const wire::system_time& date) {
    const bool sound = date.month.value() <= 12 && date.day_of_week.value() < 7 && date.day.value() >= 1 &&
                       date.day.value() <= 5 && date.hour.value() < 24 && date.minute.value() < 60;
    return sound ? change{date.month.value(), date.day_of_week.value(), date.day.value(),
                          minutes(date.hour.value() * 60 + date.minute.value())}
                 : change{};
  };
  blg_zone zone;
  zone.standard_ = {text_of(stated.standard_name), minutes(bias + stated.standard_bias.value()),
                    begins(stated.standard_date)};
  zone.daylight_ = {text_of(stated.daylight_name), minutes(bias + stated.daylight_bias.value()),
                    begins(stated.daylight_date)};
  return zone;
}

std::chrono::sys_time<hundred_ns> blg_zone::moment(const change& when, std::chrono::year year) noexcept {
  using namespace std::chrono;
  const weekday day(when.day_of_week);
  const year_month in(year, month(when.month));
  const sys_days date = when.day == 5 ? sys_days(in / day[last]) : sys_days(in / day[when.day]);
  return date + when.time;
}

const blg_zone::half& blg_zone::half_at(std::chrono::sys_time<hundred_ns> local) const noexcept {
  using namespace std::chrono;
  if (standard_.begins.month == 0 || daylight_.begins.month == 0) return standard_;
  const year in = year_month_day(floor<days>(local)).year();
  const auto summer = moment(daylight_.begins, in);
  // Told on the clock of summer, which by then is ahead: the hour that comes twice is standard time.
  const auto winter = moment(standard_.begins, in) - (standard_.bias - daylight_.bias);
  const bool is_summer =
      summer < winter ? local >= summer && local < winter : local >= summer || local < winter;
  return is_summer ? daylight_ : standard_;
}

minutes blg_zone::bias_at(std::chrono::sys_time<hundred_ns> local) const noexcept {
  return half_at(local).bias;
}

pdh_zone blg_zone::at(std::chrono::sys_time<hundred_ns> local) const {
  const half& now = half_at(local);
  return {name_of(now.name, now.bias), static_cast<int>(now.bias.count())};
}

}  // namespace perfdata
