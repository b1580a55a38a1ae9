#include "monitor/fleet/object_isolation.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace perfdata::fleet {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::seconds first_pause = 30s;
constexpr std::chrono::seconds longest_pause = 30min;

}  // namespace

std::vector<std::uint32_t> object_isolation::healthy(const std::vector<std::uint32_t>& all) const {
  std::vector<std::uint32_t> out;
  std::ranges::copy_if(all, std::back_inserter(out), [&](auto each) { return !culprits_.contains(each); });
  return out;
}

std::optional<std::uint32_t> object_isolation::due(const std::vector<std::uint32_t>& all,
                                                   clock::time_point now) const {
  for (const auto each : all)
    if (const auto found = culprits_.find(each); found != culprits_.end() && found->second.next_try <= now)
      return each;
  return std::nullopt;
}

void object_isolation::failed(std::uint32_t object, const error& why, clock::time_point now) {
  auto& one = culprits_[object];
  one.why = why;
  one.pause = one.pause == 0s ? first_pause : std::min(one.pause * 2, longest_pause);
  one.next_try = now + one.pause;
}

std::map<std::uint32_t, error> object_isolation::left_out() const {
  std::map<std::uint32_t, error> out;
  for (const auto& [object, one] : culprits_) out.emplace(object, one.why);
  return out;
}

bool may_be_an_objects_fault(const error& why) noexcept {
  switch (why.code) {
    case errc::timed_out:
    case errc::connection_lost:
    case errc::system_failure:
    case errc::malformed_data:
    case errc::truncated_data:
    case errc::too_large:
    case errc::access_denied: return true;
    default: return false;
  }
}

std::string value_name_of(const std::vector<std::uint32_t>& objects) {
  return fmt::format("{}", fmt::join(objects, " "));
}

}  // namespace perfdata::fleet
