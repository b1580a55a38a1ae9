#include <fmt/format.h>

#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/block_extent.hpp>
#include <perfdata/registry/registry_value.hpp>
#include <perfdata/registry/value_name.hpp>
#include <perfdata/windows/performance_query.hpp>

namespace perfdata::win32 {
namespace {

constexpr const char* step = "RegQueryValueEx";

error beyond_the_ceiling(const session& at, std::string_view name) {
  return {.code = errc::too_large,
          .message = fmt::format("{}: the answer to \"{}\" is larger than the 64 MiB that a registry value "
                                 "can carry",
                                 at.name(), name),
          .advice = "ask for single objects instead of Global",
          .system = system_status{.step = step, .win32 = error_more_data}};
}

error wrong_type(const session& at, std::string_view name, registry_type type) {
  return {.code = errc::malformed_data,
          .message = fmt::format("{}: \"{}\" was answered with {}", at.name(), name, to_string(type)),
          .system = system_status{.step = step}};
}

// Some servers call a title table REG_BINARY too.
bool has_right_type(std::string_view name, registry_type type) {
  return type == registry_type::binary || (names_title_table(name) && type == registry_type::multi_sz);
}

result<void> query_spelling(session& at, const std::shared_ptr<held_key>& key, const std::string& name,
                            byte_buffer& answer, const deadline& until) {
  auto told = std::make_shared<growing_room::answer>();
  const auto code = at.run(
      step,
      [told, key, name] {
        const auto is_whole = [&](byte_view bytes) {
          return names_title_table(name) || holds_whole_block(bytes);
        };
        *told = key->room.ask(
            name, [&](value_room& room) { return key->calls().query_value(key->get(), name, room); },
            is_whole);
        return told->code;
      },
      until);
  if (!code) return failure(code.error());
  if (*code == error_more_data) return failure(beyond_the_ceiling(at, name));
  if (*code != 0) return failure(at.failed(step, *code));
  if (const auto type = static_cast<registry_type>(told->type); !has_right_type(name, type))
    return failure(wrong_type(at, name, type));
  answer.assign(told->bytes.begin(), told->bytes.end());
  return {};
}

}  // namespace

result<void> query_performance_data(session& at, const std::shared_ptr<held_key>& key,
                                    std::string_view value_name, byte_buffer& answer, const deadline& until) {
  const std::string name = canonical_value_name(value_name);
  auto answered = query_spelling(at, key, name, answer, until);
  const bool no_such_name = !answered && answered.error().code == errc::not_found;
  // Windows answers an unknown name with a block that lacks what was asked.
  const bool no_table = answered && names_title_table(name) && is_data_block(answer);
  if (!no_such_name && !no_table) return answered;
  if (const auto other = other_spelling(name)) {
    answered = query_spelling(at, key, *other, answer, until);
    if (!answered || !is_data_block(answer)) return answered;
  }
  if (!answered) return answered;
  return failure(at.failed(step, error_file_not_found));
}

}  // namespace perfdata::win32
