// Whether the library's views show what the plain reader copied.
#pragma once

#include <string>
#include <tests/support/plain_reader.hpp>

#include <perfdata/view/data_block.hpp>

namespace perfdata::test {

/// Every field, name and value of both, compared in the order of the block. Empty when they are equal, else
/// the first difference: "object 2 (238), instance 1, counter 3: value 7 but plainly 8".
[[nodiscard]] std::string first_difference(const data_block& block, const plain_block& plain);

}  // namespace perfdata::test
