// 8. Record and replay: blocks go to a file as they came; later the file is a source like any other.
//
//    08_record_and_replay FILE [SAMPLES]
#include "watch.hpp"

#include <perfdata/connection/this_machine.hpp>
#include <perfdata/recording/file_source.hpp>
#include <perfdata/recording/recording_writer.hpp>

namespace {

using namespace std::chrono_literals;

int give_up(const perfdata::error& failed) {
  fmt::print(stderr, "{}\n{}\n", failed.message, failed.advice);
  return 1;
}

// What was written is in the file, whatever ends this process; close() only makes opening it quick.
perfdata::result<void> record(const std::string& file, int samples) {
  constexpr const char* objects = "2 238";  // System and Processor
  const auto source = perfdata::open_this_machine();
  if (!source) return perfdata::failure(source.error());
  const auto recording = perfdata::recording_writer::open(file);
  if (!recording) return perfdata::failure(recording.error());
  const auto stream = (*recording)->add_stream("this machine", (*source)->machine(), objects);
  if (!stream) return perfdata::failure(stream.error());

  const auto now = [] {
    return std::chrono::time_point_cast<perfdata::hundred_ns>(std::chrono::system_clock::now());
  };
  perfdata::byte_buffer answer;
  if (auto asked = (*source)->query("Counter 009", answer); !asked) return asked;
  if (auto kept = (*recording)->write_titles(*stream, now(), "Counter 009", answer); !kept) return kept;
  auto next = std::chrono::steady_clock::now();
  for (int i = 0; i < samples; ++i) {
    std::this_thread::sleep_until(next);
    next += 200ms;
    if (auto asked = (*source)->query(objects, answer); !asked) {
      if (auto kept = (*recording)->write_gap(*stream, now(), asked.error()); !kept) return kept;
      continue;
    }
    if (auto kept = (*recording)->write_block(*stream, now(), answer); !kept) return kept;
  }
  const auto& totals = (*recording)->totals();
  fmt::print("{} blocks of {} bytes in all take {}\n", totals.blocks, totals.raw_bytes, totals.file_bytes);
  return (*recording)->close();
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: 08_record_and_replay FILE [SAMPLES]\n");
    return 2;
  }
  const int samples = count > 2 ? std::atoi(arguments[2]) : 5;
  if (auto recorded = record(arguments[1], samples); !recorded) return give_up(recorded.error());

  // From here on nothing knows that it is no live machine: 0 s between two samples, the rates are as they
  // were.
  const auto source = perfdata::open_file_source(arguments[1]);
  if (!source) return give_up(source.error());
  auto path = perfdata::counter_path::parse(R"(\Processor(_Total)\% Processor Time)");
  if (!path) return give_up(path.error());
  const auto watched = watch(**source, {std::move(*path)}, samples, 0s);
  return watched ? 0 : give_up(watched.error());
}
