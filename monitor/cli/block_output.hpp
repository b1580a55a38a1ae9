// A decoded block in the forms that `perfdata decode` prints. Each is a function of the block and the names.
#pragma once

#include <cstdio>
#include <string>

#include <perfdata/names/title_table.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata::cli {

/// One JSON object on one line, with the keys and their order that the manual of `decode --json` states.
/// Names are null where `names` does not know them.
[[nodiscard]] std::string block_as_json(const data_block& block, const title_table& names);

/// For people: header, definitions, instances with their raw values, defects.
void print_block(std::FILE* out, const data_block& block, const title_table& names);

/// A table of offset, length and label that tiles the bytes.
void print_byte_map(std::FILE* out, const data_block& block, const title_table& names);

/// The name as the block has it, in UTF-8; empty where it has none.
[[nodiscard]] std::string name_in_block(const object_type& object, const instance_definition& instance);

/// "2026-11-23T03:12:01.307Z", the fields as they came.
[[nodiscard]] std::string iso_time(const wire::system_time& time);

/// Lower-case hexadecimal digits, two a byte.
[[nodiscard]] std::string hex_digits(byte_view bytes);

/// Whether the counter's bytes are a number of 4 or 8 bytes.
[[nodiscard]] bool is_number(const counter_definition& counter) noexcept;

}  // namespace perfdata::cli
