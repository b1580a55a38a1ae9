#include <fmt/format.h>

#include <perfdata/recording/recording_writer.hpp>

namespace perfdata {
namespace {

error unavailable() {
  return {.code = errc::unsupported,
          .message = "this build cannot write recordings",
          .advice = "build with -DPERFDATA_RECORDING=ON, which needs libzstd"};
}

}  // namespace

// open() makes none, so nobody has one to call the others on.
struct recording_writer::state {
  recording_totals totals{};
};

recording_writer::recording_writer(std::unique_ptr<state> opened) : state_(std::move(opened)) {}
recording_writer::~recording_writer() = default;

result<std::unique_ptr<recording_writer>> recording_writer::open(const std::string& path) {
  error named = unavailable();
  named.message = fmt::format("cannot record to \"{}\": {}", path, named.message);
  return failure(std::move(named));
}

result<std::uint16_t> recording_writer::add_stream(std::string_view, std::string_view, std::string_view) {
  return failure(unavailable());
}

result<void> recording_writer::write_titles(std::uint16_t, std::chrono::sys_time<hundred_ns>,
                                            std::string_view, byte_view) {
  return failure(unavailable());
}

result<void> recording_writer::write_block(std::uint16_t, std::chrono::sys_time<hundred_ns>, byte_view) {
  return failure(unavailable());
}

result<void> recording_writer::write_gap(std::uint16_t, std::chrono::sys_time<hundred_ns>, const error&) {
  return failure(unavailable());
}

result<void> recording_writer::write_note(const recording_note&) {
  return failure(unavailable());
}

result<void> recording_writer::sync() {
  return failure(unavailable());
}

result<void> recording_writer::close() {
  return {};
}

const recording_totals& recording_writer::totals() const noexcept {
  return state_->totals;
}

std::uint64_t recording_writer::cut_bytes() const noexcept {
  return 0;
}

}  // namespace perfdata
