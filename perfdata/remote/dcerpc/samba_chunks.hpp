// What lies below a talloc context: the libraries' own structures are private; that they exist, and as what,
// is not. In the loop's thread only.
#pragma once

#include <string_view>

#include <perfdata/remote/dcerpc/samba_api.hpp>

namespace perfdata {

/// Calls `visit(chunk, type_name)` for every chunk below `root`.
template <class Visit>
void for_each_chunk(const void* root, Visit visit) {
  const auto one = [](const void* chunk, int, int, int is_reference, void* data) {
    const char* const name = talloc_get_name(chunk);
    if (is_reference == 0 && name != nullptr) (*static_cast<Visit*>(data))(chunk, std::string_view(name));
  };
  talloc_report_depth_cb(root, 0, -1, one, &visit);
}

/// The first chunk of that type, or nullptr.
[[nodiscard]] inline const void* find_chunk(const void* root, std::string_view type) {
  const void* found = nullptr;
  for_each_chunk(root, [&](const void* chunk, std::string_view name) {
    if (found == nullptr && name == type) found = chunk;
  });
  return found;
}

/// Frees a connection without the close request for the pipe that the library would send and wait for, right
/// here in the loop, a second long when the server hangs. Closing the TCP connection says the same.
inline void free_without_goodbye(talloc_owner& memory) {
  if (!memory) return;
  for_each_chunk(memory.get(), [](const void* chunk, std::string_view name) {
    // Both ends of one link; each would follow it to the other.
    if (name == "struct tstream_smbXcli_np" || name == "struct tstream_smbXcli_np_ref")
      _talloc_set_destructor(chunk, nullptr);
  });
  memory.reset();
}

}  // namespace perfdata
