// Writes binary performance logs as Windows writes them, for tests: real ones are large and somebody's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/recording/pdh_raw.hpp>

namespace perfdata::test {

/// How the machine and the log are. A value.
struct blg_shape {
  bool is_64_bit = true;
  std::uint32_t buffer_size = 0x10000;
  std::size_t largest_event = 8072;  ///< what Windows splits at, header included
  int bias_minutes = 0;
  bool circular = false;  ///< ETW's own event says so; see blg_writer::finish_ring()
};

/// An entry of the counter list. A value.
struct blg_entry {
  std::string machine = "HOST";
  std::string object{};
  std::optional<std::string> instance{};
  std::string counter{};
  counter_type type = counter_type::rawcount;
  std::int64_t time_base = 10'000'000;
  std::uint32_t flags = 0;  ///< blg::entry_is_...
  std::int32_t scale = 0;
};

/// The records of one sample, in the order of the list.
class blg_sample_writer {
 public:
  blg_sample_writer& value(const pdh_raw& raw, std::uint32_t status = 0);
  blg_sample_writer& array(const std::vector<std::pair<std::string, pdh_raw>>& items);
  blg_sample_writer& block(byte_view bytes);
  [[nodiscard]] byte_buffer finish() const;

 private:
  byte_buffer records_;
};

/// A resource. Events go to buffers in the order of the calls.
class blg_writer {
 public:
  explicit blg_writer(const blg_shape& shape = {});

  void names(const std::string& machine, const std::vector<std::pair<std::uint32_t, std::string>>& titles);
  void counter_list(const std::vector<blg_entry>& entries);
  /// `local`: FILETIME.
  void sample(std::int64_t local, byte_view records);
  void event(std::uint8_t type, std::int64_t local, byte_view body);
  /// The next event begins a new buffer.
  void end_buffer();

  /// The file as it is when nothing was overwritten.
  [[nodiscard]] byte_buffer finish();
  /// The file of a ring of `places` buffers, behind ETW's own and `kept` more: later buffers overwrote
  /// earlier ones.
  [[nodiscard]] byte_buffer finish_ring(std::size_t kept, std::size_t places);

 private:
  void part(std::uint8_t type, std::int64_t local, std::uint32_t number, std::uint32_t count, byte_view body);

  blg_shape shape_;
  std::vector<byte_buffer> buffers_;
};

/// Writes bytes to a file.
void write_bytes(const std::filesystem::path& file, byte_view bytes);

}  // namespace perfdata::test
