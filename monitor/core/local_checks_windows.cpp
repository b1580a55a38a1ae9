#include "monitor/core/local_checks.hpp"

#include <array>
#include <fmt/format.h>
#include <windows.h>

namespace perfdata {
namespace {

struct place {
  const wchar_t* key;
  const char* name;  ///< the same below HKLM, for people
};

constexpr std::array places{
    place{LR"(SOFTWARE\Microsoft\Windows NT\CurrentVersion\Perflib)",
          R"(HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Perflib)"},
    place{LR"(SYSTEM\CurrentControlSet\Services\PerfOS\Performance)",
          R"(HKLM\SYSTEM\CurrentControlSet\Services\PerfOS\Performance)"},
};
constexpr const wchar_t* value_name = L"Disable Performance Counters";

diagnosis_step check(const place& one) {
  diagnosis_step now{.name = one.name};
  DWORD value = 0;
  DWORD size = sizeof value;
  const LSTATUS status =
      RegGetValueW(HKEY_LOCAL_MACHINE, one.key, value_name, RRF_RT_REG_DWORD, nullptr, &value, &size);
  if (status != ERROR_SUCCESS || value == 0) {
    now.detail = "counters are not disabled";
    return now;
  }
  now.state = step_state::failed;
  now.failed =
      error{.code = errc::unsupported,
            .message = fmt::format("\"Disable Performance Counters\" is {} below {}", value, one.name),
            .advice = "set it to 0, then rebuild the counter tables: lodctr /R in an elevated prompt"};
  return now;
}

}  // namespace

std::vector<diagnosis_step> check_this_machine(const step_observer& on_step) {
  std::vector<diagnosis_step> steps;
  for (const auto& one : places) {
    steps.push_back(check(one));
    if (on_step) on_step(steps.back());
  }
  return steps;
}

}  // namespace perfdata
