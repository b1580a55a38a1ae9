#include <fcntl.h>
#include <memory>
#include <stdexcept>
#include <vector>

extern "C" {
#include <signal.h>
#include <sys/types.h>
#include <tdb.h>
}

#include <tests/support/samba_counters.hpp>

namespace perfdata::test {
namespace {

class tdb_file {
 public:
  explicit tdb_file(const std::filesystem::path& path)
      : file_(tdb_open(path.c_str(), 0, TDB_DEFAULT, O_RDWR | O_CREAT, 0644), tdb_close), path_(path) {
    if (!file_) throw std::runtime_error("cannot open " + path.string());
  }

  void put(std::string key, std::span<const unsigned char> value) {
    const TDB_DATA k{.dptr = reinterpret_cast<unsigned char*>(key.data()), .dsize = key.size()};
    const TDB_DATA v{.dptr = const_cast<unsigned char*>(value.data()), .dsize = value.size()};
    if (tdb_store(file_.get(), k, v, TDB_REPLACE) != 0)
      throw std::runtime_error("cannot write " + path_.string());
  }
  /// Without a NUL: with one smbd puts an empty string behind each title, which ends the table for readers
  /// that stop at two NULs.
  void put_text(std::string key, std::string_view text) {
    put(std::move(key), std::vector<unsigned char>(text.begin(), text.end()));
  }

 private:
  std::unique_ptr<tdb_context, int (*)(tdb_context*)> file_;
  std::filesystem::path path_;
};

}  // namespace

samba_counters::samba_counters(std::filesystem::path folder)
    : names_(folder / "names.tdb"), data_(folder / "data.tdb") {
  std::filesystem::create_directories(folder);
}

void samba_counters::set_last_index(std::uint32_t index) {
  tdb_file(names_).put_text("1", std::to_string(index / 2));
}

void samba_counters::set_clock(std::uint64_t perf_time, std::uint64_t perf_freq,
                               std::uint64_t perf_time_100ns) {
  tdb_file(names_).put_text("0PerfFreq", std::to_string(perf_freq));
  tdb_file data(data_);
  data.put_text("0PerfTime", std::to_string(perf_time));
  data.put_text("0PerfTime100nSec", std::to_string(perf_time_100ns));
}

void samba_counters::add_object(std::uint32_t index, std::string_view name, std::string_view help) {
  tdb_file names(names_);
  names.put_text(std::to_string(index), name);
  names.put_text(std::to_string(index + 1), help);
  names.put_text(std::to_string(index) + "rel", "p");
}

void samba_counters::set_instances(std::uint32_t object, std::span<const std::string> instances) {
  tdb_file names(names_);
  const std::string prefix = std::to_string(object);
  for (std::size_t k = 0; k < instances.size(); ++k)
    names.put_text(prefix + "i" + std::to_string(k) + "name", instances[k]);
  names.put_text(prefix + "inst", std::to_string(instances.size()));
}

void samba_counters::add_counter(std::uint32_t index, std::uint32_t object, std::string_view name,
                                 std::string_view help, counter_type type) {
  tdb_file names(names_);
  const std::string key = std::to_string(index);
  names.put_text(key, name);
  names.put_text(std::to_string(index + 1), help);
  names.put_text(key + "rel", "c[" + std::to_string(object) + "]");
  // smbd reads it with atoi, so that the high bit needs a sign.
  names.put_text(key + "type", std::to_string(static_cast<std::int32_t>(code(type))));
  set_value(index, 1);  // smbd drops a counter without a value of its own, instances or not
}

void samba_counters::set_value(std::uint32_t counter, std::uint64_t value) {
  tdb_file(data_).put_text(std::to_string(counter), std::to_string(value));
}

void samba_counters::set_instance_values(std::uint32_t object, std::uint32_t k,
                                         std::span<const std::uint64_t> values) {
  std::vector<unsigned char> raw;
  for (const std::uint64_t value : values)
    for (unsigned shift = 0; shift < 64; shift += 8)
      raw.push_back(static_cast<unsigned char>(value >> shift));
  tdb_file(data_).put(std::to_string(object) + "i" + std::to_string(k), raw);
}

}  // namespace perfdata::test
