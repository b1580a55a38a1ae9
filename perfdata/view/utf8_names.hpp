// The names of all instances of an object, for those who show or compare them: several times as quick as to
// convert name by name.
//
//   perfdata::utf8_names names;
//   for (const auto object : block->objects()) {
//     names.assign(object);
//     for (std::size_t i = 0; i < names.size(); ++i) use(names[i]);
//   }
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/view/object_type.hpp>

namespace perfdata {

/// A value that owns its text, back to back in one piece of memory, which is used again by the next assign().
class utf8_names {
 public:
  /// Replaces what is here by a name for each of object.instances(), in their order: as append_utf8()
  /// converts instance.name(), or, where the object has a code page, as code_page_to_utf8() converts the
  /// name's bytes; empty for an instance without a definition. O(bytes of the names); allocates only where it
  /// never had that many names or that much text. Names that have no room in 4 GiB of text are empty.
  void assign(const object_type& object);

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] bool empty() const noexcept { return ends_.empty(); }
  /// Valid until the next assign(). Precondition: position < size().
  [[nodiscard]] std::string_view operator[](std::size_t position) const noexcept {
    const std::uint32_t begin = position == 0 ? 0 : ends_[position - 1];
    return {text_.data() + begin, ends_[position] - begin};
  }

 private:
  class writer;

  std::string text_;                 // longer than what is used of it, for letters are written in eights
  std::vector<std::uint32_t> ends_;  // of each name in text_
};

}  // namespace perfdata
