// "Counter 009", "Help 009", "Explain 009": title index -> text.
// https://learn.microsoft.com/windows/win32/perfctrs/retrieving-counter-names-and-help-text
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// An immutable table that owns its text, sorted by index. Names are not unique; indexes are (the first one
/// wins).
class title_table {
 public:
  struct entry {
    std::uint32_t index;
    std::string_view text;  ///< UTF-8, valid as long as the table
  };

  title_table() = default;

  /// The REG_MULTI_SZ: index NUL text NUL … NUL, UTF-16LE. Lenient as the real tables need it: a pair whose
  /// index is no number or whose text is missing is left out and counted in `skipped()`; a missing terminator
  /// is no matter. Errors: errc::malformed_data when not a single pair can be read from non-empty bytes.
  /// Linear.
  [[nodiscard]] static result<title_table> parse(byte_view multi_sz);

  /// A table as people save it: the multi-sz bytes, "index<TAB>text" lines in UTF-8, or the [PerfStrings_…]
  /// section of a PerfStringBackup.INI ("index=text", UTF-16LE or UTF-8); told apart by content.
  [[nodiscard]] static result<title_table> parse_saved(byte_view file);

  /// The text at `index`, or empty. O(log n).
  [[nodiscard]] std::string_view find(std::uint32_t index) const noexcept;

  /// Every index whose text equals `text` without regard to ASCII case and trailing blanks, ascending.
  /// O(hits); the first call on a table, or on a copy of it, is O(n). Safe from several threads.
  [[nodiscard]] std::vector<std::uint32_t> find_all(std::string_view text) const;

  [[nodiscard]] std::size_t size() const noexcept { return spans_.size(); }
  [[nodiscard]] bool empty() const noexcept { return spans_.empty(); }
  [[nodiscard]] entry operator[](std::size_t position) const noexcept;
  [[nodiscard]] std::size_t skipped() const noexcept { return skipped_; }

 private:
  struct span {
    std::uint32_t index;
    std::uint32_t offset;
    std::uint32_t length;
  };
  struct name_index;  // by text; made when it is asked for first, as most tables are read by number only
  void add(std::uint32_t index, std::size_t offset, std::size_t length);
  void close();

  std::string text_;         // of a multi-sz all of it
  std::vector<span> spans_;  // by index
  std::shared_ptr<name_index> names_;
  std::size_t skipped_ = 0;
};

}  // namespace perfdata
