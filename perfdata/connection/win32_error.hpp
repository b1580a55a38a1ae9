// The error numbers that a registry call to another machine can end in: names, meanings, what to try.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <perfdata/base/error.hpp>

namespace perfdata {

/// One Win32 or PDH error code as it is meant when performance data are read. Our texts have no full stop.
struct win32_error_row {
  std::uint32_t code;
  std::string_view name;     ///< as winerror.h or pdhmsg.h spells it, e.g. "ERROR_ACCESS_DENIED"
  std::string_view message;  ///< the system's own text, as FormatMessage gives it in English
  errc kind;                 ///< the kind that callers branch on
  std::string_view meaning;  ///< what happened, for people
  std::string_view advice;   ///< what to try
};

/// One NTSTATUS, and the Win32 code that stands for it.
struct nt_status_row {
  std::uint32_t status;
  std::string_view name;  ///< as ntstatus.h spells it, e.g. "STATUS_LOGON_FAILURE"
  std::uint32_t win32;    ///< a code that find_win32_error knows
};

/// The row of `code`, or nullptr for one that the table does not list. Sources: winerror.h,
/// MS-ERREF 2.2, pdhmsg.h. Logarithmic.
[[nodiscard]] const win32_error_row* find_win32_error(std::uint32_t code) noexcept;

/// The row of `status`, or nullptr. Sources: ntstatus.h and MS-ERREF 2.3. Logarithmic.
[[nodiscard]] const nt_status_row* find_nt_status(std::uint32_t status) noexcept;

/// What FormatMessage says about `code` in English, with its full stop: "Access is denied." for 5. Empty for
/// a code without a row.
[[nodiscard]] std::string_view win32_message(std::uint32_t code) noexcept;

/// The same for what the system said behind `failed`; empty when there was no Win32 code.
[[nodiscard]] std::string_view system_message(const error& failed) noexcept;

/// "ERROR_ACCESS_DENIED (5)", "PDH_NO_DATA (0x800007D5)", or "Win32 error 4711" for a code without a row.
[[nodiscard]] std::string win32_error_name(std::uint32_t code);

/// "STATUS_LOGON_FAILURE (0xC000006D)", or "NTSTATUS 0xC0001234".
[[nodiscard]] std::string nt_status_name(std::uint32_t status);

/// The step `step` towards `machine` ended in a Win32 code: kind, sentence and advice from the table;
/// errc::system_failure for a code without a row.
[[nodiscard]] error win32_failure(std::string_view machine, std::string_view step, std::uint32_t code);

/// As above for an NTSTATUS; `system.win32` carries its Win32 code, 0 when there is none.
[[nodiscard]] error nt_failure(std::string_view machine, std::string_view step, std::uint32_t status);

/// Whether the status means that a connection which worked has gone, so that connecting again may help.
[[nodiscard]] bool is_lost_connection(const error& failed) noexcept;

}  // namespace perfdata
