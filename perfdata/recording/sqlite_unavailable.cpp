#include <perfdata/recording/sqlite_log.hpp>

namespace perfdata {
namespace {

error without_sqlite() {
  return {.code = errc::unsupported,
          .message = "this build reads and writes no SQLite databases",
          .advice = "build with -DPERFDATA_SQLITE=ON, or convert to csv or jsonl"};
}

}  // namespace

result<std::unique_ptr<counter_log_reader>> open_sqlite_log(const std::string&) {
  return failure(without_sqlite());
}

result<std::unique_ptr<counter_log_writer>> create_sqlite_log(const std::string&, const pdh_zone&,
                                                              const std::string&) {
  return failure(without_sqlite());
}

}  // namespace perfdata
