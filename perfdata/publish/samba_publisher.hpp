// Hands counters to a Samba server: fills the two tdb files from which smbd answers HKEY_PERFORMANCE_DATA, so
// that Windows' own PerfMon, or anything that reads a remote registry, watches this machine. In the target
// perfdata::publish, which links libtdb (LGPL-3).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {

/// A counter, or an object when `counter` is empty, that a Samba server cannot show. A value.
struct not_published {
  std::string object{};
  std::string counter{};
  std::string why{};
};

/// What one sample came to.
struct published_sample {
  std::size_t objects = 0;
  std::size_t counters = 0;               ///< definitions, bases included
  std::size_t instances = 0;              ///< of all objects
  std::vector<not_published> left_out{};  ///< what was not said before
};

/// A resource, one a folder: the files `perfmon/names.tdb` and `perfmon/data.tdb` below the server's state
/// directory, mode 0644. What stood in them is replaced; while the publisher lives they hold the last sample,
/// and nothing after it, so that a reader never takes old values for new ones.
///
/// smbd (4.17's source3/registry/reg_perfcount.c) decides what it can show:
/// - it gives counters in the order of their title indexes and wants each object in front of its counters. An
///   object keeps its index where that is even and free; counters get indexes behind all objects, in the
///   order of their definitions, so that a base stays the next one behind its numerator. Names are the same.
/// - counters are 8 bytes wide. A counter of an object without instances goes through a double when its type
///   is a 64-bit one: exact below 2^53, 16 units off at a FILETIME's size.
/// - no object has a clock: PERF_ELAPSED_TIME is published as whole seconds, a large_rawcount; other types
///   that count on a clock of their own object are left out, unless it is the block's.
/// - PERF_MULTI_COUNTER, text and nodata have no place; parents neither, so an instance is called
///   "parent/name"; titles are cut to 255 bytes of ASCII, and instances' names to 255 bytes.
/// - it reads value by value, without a lock. Each sample is a new pair of files in the old ones' place, so
///   no reader meets half of one; and an instance keeps its place while it lives. A reader that is under way
///   meanwhile has some values of the sample before, and may see another's under the name of an instance
///   that has just gone.
class samba_publisher {
 public:
  /// Makes the folders that are missing. Errors: errc::access_denied or errc::system_failure naming the
  /// file; errc::unsupported when another publisher fills the same folder.
  [[nodiscard]] static result<std::unique_ptr<samba_publisher>> open(
      const std::filesystem::path& state_directory);

  samba_publisher(const samba_publisher&) = delete;
  samba_publisher& operator=(const samba_publisher&) = delete;
  virtual ~samba_publisher() = default;

  /// Publishes what `block` holds under the names of `titles`; `helps` may be empty. O(counters x instances).
  /// Errors: errc::system_failure when a file cannot be written.
  [[nodiscard]] virtual result<published_sample> publish(const data_block& block, const title_table& titles,
                                                         const title_table& helps) = 0;

  /// Shows nothing until the next publish(): for a source that has stopped answering.
  virtual result<void> withdraw() = 0;

 protected:
  samba_publisher() = default;
};

}  // namespace perfdata
