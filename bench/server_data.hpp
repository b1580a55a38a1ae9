// What is measured: a server's block at two moments and its title table, in one size, with the plain reader's
// copy of both.
#pragma once

#include <cstdint>
#include <string_view>
#include <tests/support/plain_reader.hpp>
#include <tests/support/server_scene.hpp>
#include <vector>

#include <perfdata/base/bytes.hpp>

namespace perfdata::bench {

/// The bytes, and how much they hold according to the plain reader.
struct server_data {
  std::string_view size;
  std::vector<byte_buffer> captures{};  ///< blocks of real machines; then `newer` and the rest are empty
  byte_buffer older{};                  ///< the block
  byte_buffer newer{};                  ///< a second later
  byte_buffer churned{};                ///< `newer`, one process of a hundred replaced by another one
  byte_buffer titles{};                 ///< "Counter 009"
  byte_buffer big_endian{};             ///< `newer`, as a big-endian producer would have written it
  byte_buffer lying{};       ///< `newer`, every name and value said to lie outside: as many defects as can be
  std::uint64_t values = 0;  ///< in one block
  std::uint64_t names = 0;   ///< instances that have one, in one block
  std::uint64_t cookable = 0;  ///< values in one block that are no base
  std::uint64_t title_count = 0;
  std::uint64_t instances = 0;  ///< in one block, those of objects without instances included
  std::uint64_t threads = 0;    ///< instances of the largest object
};

/// What the plain reader copied out of a server_data.
struct plain_copy {
  test::plain_block older;
  test::plain_block newer;
  std::vector<test::plain_title> titles;
};

/// Throws std::runtime_error when the plain reader refuses a block: the scene would be broken.
[[nodiscard]] plain_copy copy_plainly(const server_data& data);

[[nodiscard]] server_data build_server_data(const test::server_shape& shape);

/// Real blocks beside the checkout that the yardsticks can read too: sound, with values. Without `captures`
/// where there are none.
[[nodiscard]] server_data read_captures();
inline constexpr std::string_view captures_name = "captures";

}  // namespace perfdata::bench
