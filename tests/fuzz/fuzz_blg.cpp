// Any bytes as a binary performance log: every sample, then from its middle again.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>

#include <perfdata/recording/blg_log.hpp>
#include <perfdata/recording/log_query.hpp>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  auto log = open_blg_log(random_file::in_memory({bytes.begin(), bytes.end()}, "fuzz"));
  if (!log) return;
  const auto cooked = query_log(std::move(*log), {});
  if (!cooked->learn_columns()) std::abort();  // none may come after it
  const std::size_t columns = cooked->columns().size();
  log_sample sample;
  std::size_t samples = 0;
  auto middle = std::chrono::sys_time<hundred_ns>{};
  for (;;) {
    const auto more = cooked->read(sample);
    if (!more) std::abort();  // nothing fails to be read
    if (!*more) break;
    if (sample.values.size() > columns || sample.raw.size() > columns) std::abort();
    if (++samples % 2 == 0) middle = sample.time;
    if (samples > bytes.size()) std::abort();  // a sample takes bytes
  }
  if (!cooked->seek(middle)) std::abort();
  while (*cooked->read(sample)) {
  }
}
