#include <fmt/format.h>

#include <perfdata/connection/win32_error.hpp>

namespace perfdata {
namespace {

constexpr std::uint32_t first_pdh_code = 0x80000000;  // people know these in hex

error failure_of(std::string_view machine, std::string_view step, std::string_view name,
                 const win32_error_row* row) {
  if (row == nullptr)
    return {.code = errc::system_failure,
            .message = fmt::format("{}: \"{}\" failed: {}", machine, step, name)};
  return {.code = row->kind,
          .message = fmt::format("{}: \"{}\" failed: {} ({})", machine, step, row->meaning, name),
          .advice = std::string(row->advice)};
}

}  // namespace

std::string_view win32_message(std::uint32_t code) noexcept {
  const auto* row = find_win32_error(code);
  return row != nullptr ? row->message : std::string_view{};
}

std::string_view system_message(const error& failed) noexcept {
  const bool has_code = failed.system && failed.system->win32 != 0;
  return has_code ? win32_message(failed.system->win32) : std::string_view{};
}

std::string win32_error_name(std::uint32_t code) {
  const auto* row = find_win32_error(code);
  if (row == nullptr) return fmt::format("Win32 error {}", code);
  return code < first_pdh_code ? fmt::format("{} ({})", row->name, code)
                               : fmt::format("{} (0x{:08X})", row->name, code);
}

std::string nt_status_name(std::uint32_t status) {
  const auto* row = find_nt_status(status);
  return row != nullptr ? fmt::format("{} (0x{:08X})", row->name, status)
                        : fmt::format("NTSTATUS 0x{:08X}", status);
}

error win32_failure(std::string_view machine, std::string_view step, std::uint32_t code) {
  error failed = failure_of(machine, step, win32_error_name(code), find_win32_error(code));
  failed.system = system_status{.step = std::string(step), .win32 = code};
  return failed;
}

error nt_failure(std::string_view machine, std::string_view step, std::uint32_t status) {
  const auto* row = find_nt_status(status);
  const std::uint32_t win32 = row != nullptr ? row->win32 : 0;
  error failed =
      failure_of(machine, step, nt_status_name(status), row != nullptr ? find_win32_error(win32) : nullptr);
  failed.system = system_status{.step = std::string(step), .win32 = win32, .nt_status = status};
  return failed;
}

bool is_lost_connection(const error& failed) noexcept {
  return failed.code == errc::connection_lost;
}

}  // namespace perfdata
