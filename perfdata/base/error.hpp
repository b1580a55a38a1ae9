// What a failed operation reports. Nothing in this library throws for data, prints or aborts: failures are
// values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perfdata {

/// Kinds of failure, coarse enough to branch on. Each comment says who can mend it.
enum class errc : std::uint8_t {
  malformed_data,    ///< The producer: the bytes break the format.
  truncated_data,    ///< The producer or the transport: fewer bytes arrived than the data states.
  not_found,         ///< The caller: no such value name, object, counter or file.
  invalid_argument,  ///< The caller: a path, name or option that cannot be meant.
  unsupported,       ///< This build or this target cannot do it.
  access_denied,     ///< The target's administrator: the account lacks a right.
  logon_failed,      ///< The caller: user name, password or ticket. Never retried automatically (lock-outs).
  unreachable,       ///< Name, address, port, firewall or a service that is off.
  timed_out,         ///< The target did not answer within the caller's deadline.
  connection_lost,   ///< A connection that worked has gone; connecting again may help.
  too_large,         ///< The answer exceeds a ceiling (64 MiB for a remote registry value).
  cancelled,         ///< The caller: it asked to stop.
  end_of_recording,  ///< Nobody: a recording holds no later answer.
  system_failure,    ///< A call to the operating system or a library failed; the message names it.
};

/// The record of the format in which something was found.
enum class record_kind : std::uint8_t {
  data_block,           ///< PERF_DATA_BLOCK
  object_type,          ///< PERF_OBJECT_TYPE
  counter_definition,   ///< PERF_COUNTER_DEFINITION
  instance_definition,  ///< PERF_INSTANCE_DEFINITION
  counter_block,        ///< PERF_COUNTER_BLOCK
  title_table,          ///< the REG_MULTI_SZ of "Counter 009" or "Help 009"
};

/// The record's name as winperf.h spells it, e.g. "PERF_OBJECT_TYPE".
[[nodiscard]] std::string_view to_string(record_kind record) noexcept;

/// Where in the bytes a format error was found.
struct record_position {
  record_kind record{};
  std::size_t offset{};  ///< from the first byte that was given to the parser
};

/// What the operating system or the other machine said.
struct system_status {
  std::string step{};     ///< the step that failed: "resolve name", "open \winreg", "OpenPerformanceData" …
  std::uint32_t win32{};  ///< Win32 error code, 0 when there is none
  std::uint32_t nt_status{};  ///< NTSTATUS, 0 when there is none
};

/// A failure: its kind, a sentence for people, and what to try.
struct error {
  errc code{};
  std::string message{};  ///< one sentence without a full stop; names the record and offset, or the step
  std::string advice{};   ///< what to try; may be empty
  std::optional<record_position> position{};  ///< format errors only
  std::optional<system_status> system{};      ///< connection errors only
};

/// "PERF_DATA_BLOCK at 0x18": how errors and defects say where.
[[nodiscard]] std::string place_of(record_kind record, std::size_t offset);

/// "PERF_OBJECT_TYPE at 0x1f40: <what>" as an error that carries the position.
[[nodiscard]] error format_error(errc code, record_kind record, std::size_t offset, std::string_view what);

}  // namespace perfdata
