// One question to HKEY_PERFORMANCE_DATA through RegQueryValueExW.
#pragma once

#include <memory>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/windows/held_key.hpp>
#include <perfdata/windows/session.hpp>

namespace perfdata::win32 {

/// Asks `key` for `value_name` and writes what came into `answer`. Room, growth and the 64 MiB ceiling are
/// growing_room's; "Help 009" and "Explain 009" stand for each other, whichever the system knows (Wine takes
/// the second for a question about objects).
/// Errors: session::run's; the codes of RegQueryValueExW; errc::too_large beyond 64 MiB; errc::not_found for
/// a title table that the system answers with a block; errc::malformed_data for a type that is neither
/// REG_BINARY nor, of a title table, REG_MULTI_SZ.
[[nodiscard]] result<void> query_performance_data(session& at, const std::shared_ptr<held_key>& key,
                                                  std::string_view value_name, byte_buffer& answer,
                                                  const deadline& until);

}  // namespace perfdata::win32
