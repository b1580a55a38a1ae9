#include <algorithm>
#include <random>

#include <perfdata/remote/session/back_off.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds shortest = 1s;
constexpr std::chrono::milliseconds longest = 60s;
constexpr auto patient_after = 60s;

}  // namespace

void back_off::succeeded() noexcept {
  failing_since_ = {};
  next_try_ = {};
  pause_ = {};
}

void back_off::failed(kind how, clock::time_point now) noexcept {
  if (failing_since_ == clock::time_point{}) failing_since_ = now;
  const bool short_so_far = now - failing_since_ < patient_after;
  pause_ = how == kind::away || short_so_far ? shortest : std::clamp(pause_ * 2, shortest, longest);
  std::minstd_rand random(static_cast<std::uint_fast32_t>(state_));
  state_ = random();
  next_try_ = now + pause_ / 2 + pause_ * (state_ % 512) / 1024;
}

}  // namespace perfdata
