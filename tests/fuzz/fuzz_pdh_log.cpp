// Any bytes as a PDH-CSV or PDH-TSV log.
#include "tests/fuzz/fuzz_target.hpp"

#include <cmath>
#include <cstdlib>

#include <perfdata/recording/pdh_log.hpp>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  const auto log = open_pdh_log(random_file::in_memory({bytes.begin(), bytes.end()}, "fuzz"));
  if (!log) return;
  log_sample sample;
  for (;;) {
    const auto more = (*log)->read(sample);
    if (!more) std::abort();
    if (!*more) break;
    if (sample.values.size() > (*log)->columns().size()) std::abort();
    for (const auto& value : sample.values)
      if (value.value && !std::isfinite(*value.value)) std::abort();
  }
  if (!(*log)->seek(sample.time)) std::abort();
  while (*(*log)->read(sample)) {
  }
}
