#include <tests/support/plain_cook.hpp>

namespace perfdata::test {
namespace {

struct reading {
  std::uint64_t value = 0;
  std::optional<std::uint64_t> base{};
};

std::optional<reading> read(const plain_object& object, std::size_t instance, std::size_t counter) {
  const auto& values = object.instances.at(instance).values;
  if (!values.at(counter).number) return std::nullopt;
  reading r{.value = *values[counter].number};
  if (counter + 1 < object.counters.size() && (object.counters[counter + 1].type & 0x70C00) == 0x30400)
    r.base = values[counter + 1].number;
  return r;
}

// newer - older; a 4-byte number may have passed 2^32 once.
std::optional<double> grown(std::uint64_t older, std::uint64_t newer, std::uint32_t size) {
  if (newer >= older) return static_cast<double>(newer - older);
  const std::uint64_t modulo = newer + 0x100000000ULL - older;
  if (size == 4 && modulo < 0x80000000ULL) return static_cast<double>(modulo);
  return std::nullopt;
}

std::optional<double> divided(double numerator, double denominator) {
  if (denominator <= 0) return std::nullopt;
  return numerator / denominator;
}

}  // namespace

std::optional<double> cook_plainly(const plain_block& older, const plain_block& newer, std::size_t object,
                                   std::size_t instance, std::size_t counter) {
  const auto& now = newer.objects.at(object);
  const auto& definition = now.counters.at(counter);
  const auto n0 = read(older.objects.at(object), instance, counter);
  const auto n1 = read(now, instance, counter);
  if (!n0 || !n1) return std::nullopt;
  const auto delta = grown(n0->value, n1->value, definition.size);
  const auto ticks = static_cast<double>(newer.perf_time - older.perf_time);
  const auto frequency = static_cast<double>(newer.perf_freq);
  const auto filetime = static_cast<double>(newer.perf_time_100ns - older.perf_time_100ns);
  std::optional<double> base_delta;
  if (n0->base && n1->base) base_delta = grown(*n0->base, *n1->base, now.counters.at(counter + 1).size);
  const bool idle = delta == 0.0 && base_delta == 0.0;

  switch (definition.type) {
    case 0x00000000:  // RAWCOUNT_HEX
    case 0x00000100:  // LARGE_RAWCOUNT_HEX
    case 0x00010000:  // RAWCOUNT
    case 0x00010100:  // LARGE_RAWCOUNT
      return static_cast<double>(n1->value);
    case 0x00400400:  // DELTA
    case 0x00400500:  // LARGE_DELTA
      return delta;
    case 0x10410400:  // COUNTER
    case 0x10410500:  // BULK_COUNT
      return delta ? divided(*delta * frequency, ticks) : std::nullopt;
    case 0x00450500:  // LARGE_QUEUELEN
      return delta ? divided(*delta, ticks) : std::nullopt;
    case 0x00550500:  // 100NS_QUEUELEN
      return delta ? divided(*delta, filetime) : std::nullopt;
    case 0x20510500:  // 100NSEC_TIMER
      return delta ? divided(100 * *delta, filetime) : std::nullopt;
    case 0x21510500: {  // 100NSEC_TIMER_INV: never shown below 0
      const auto idle_share = delta ? divided(*delta, filetime) : std::nullopt;
      if (!idle_share) return std::nullopt;
      return *idle_share > 1 ? 0.0 : 100 * (1 - *idle_share);
    }
    case 0x20020400:  // RAW_FRACTION
    case 0x20020500:  // LARGE_RAW_FRACTION
      return n1->base ? divided(100 * static_cast<double>(n1->value), static_cast<double>(*n1->base))
                      : std::nullopt;
    case 0x20570500:  // PRECISION_100NS_TIMER
    case 0x20C20400:  // SAMPLE_FRACTION
      if (idle) return 0.0;
      return delta && base_delta ? divided(100 * *delta, *base_delta) : std::nullopt;
    case 0x30020400:  // AVERAGE_TIMER
      if (idle) return 0.0;
      return delta && base_delta ? divided(*delta / frequency, *base_delta) : std::nullopt;
    case 0x40020500:  // AVERAGE_BULK
      if (idle) return 0.0;
      return delta && base_delta ? divided(*delta, *base_delta) : std::nullopt;
    case 0x30240500: {  // ELAPSED_TIME, by the object's clock where it has one
      const bool own = now.perf_freq != 0;
      const auto end = own ? now.perf_time : newer.perf_time;
      const auto since = static_cast<double>(end - static_cast<std::int64_t>(n1->value));
      return divided(since, static_cast<double>(own ? now.perf_freq : newer.perf_freq));
    }
    default: return std::nullopt;
  }
}

}  // namespace perfdata::test
