// A value or an error. C++20 has no std::expected; this alias is the one line to change when it does.
#pragma once

#include <tl/expected.hpp>

#include <perfdata/base/error.hpp>

namespace perfdata {

/// Either a T or an `error`. Test with `if (!r)`, read with `*r`, `r->`, `r.error()`.
template <class T>
using result = tl::expected<T, error>;

/// `return failure(some_error);` from any function that returns a result.
[[nodiscard]] inline tl::unexpected<error> failure(error e) {
  return tl::unexpected<error>(std::move(e));
}

}  // namespace perfdata
