// A source that leaves out the objects which make the others fail.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include <perfdata/connection/counter_source.hpp>

namespace perfdata {

/// How an isolating source goes about it. Values.
struct isolation_settings {
  /// How long one query may be spent on looking for culprits; the rest of the search is done by the next
  /// ones.
  std::chrono::milliseconds patience{20'000};
  std::chrono::milliseconds first_retry{30'000};       ///< a culprit is asked for again after this,
  std::chrono::milliseconds longest_retry{1'800'000};  ///< then after twice as long, and so on up to this
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

/// On Windows the answer for a list of objects is put together by the providers of all of them, and one that
/// hangs or fails takes the others with it. This source passes queries on to `source`, and when a list of
/// objects fails while the machine is there (it still answers "Counter 009"), it asks for parts of the list
/// until the culprits are known. They are left out from then on, left_out() says so, the others go on in one
/// query, and each culprit is asked for again now and then, by itself and after the others have answered.
///
/// A query may take as long as `source` takes for each of its parts, within `patience` and one more. What was
/// not tried by then is left out of that answer, as left_out() says, and tried by the next query.
///
/// "Global" that fails is asked for as the list of objects that it last consisted of, until nothing of it is
/// left out any more. One that has never been answered cannot be taken apart: its error says so.
///
/// A machine that does not answer at all is not isolated: the source's own error comes through, as do those
/// that no object causes (errc::unreachable, logon_failed, cancelled and the like). A list of nothing but
/// culprits fails with the error of the first.
[[nodiscard]] std::unique_ptr<counter_source> isolate_objects(std::unique_ptr<counter_source> source,
                                                              isolation_settings settings = {});

}  // namespace perfdata
