#include <charconv>
#include <cstddef>
#include <dlfcn.h>
#include <fmt/format.h>
#include <link.h>

#include <perfdata/remote/doctor/samba_release.hpp>

namespace perfdata {
namespace {

using elf_entry = ElfW(Dyn);
using elf_version = ElfW(Verdef);
using elf_version_name = ElfW(Verdaux);

/// A library as the dynamic linker has it.
struct loaded_library {
  const std::byte* base = nullptr;
  const link_map* map = nullptr;
};

std::optional<loaded_library> library_with(const char* function) {
  void* const found = ::dlsym(RTLD_DEFAULT, function);
  Dl_info about{};
  void* map = nullptr;
  if (found == nullptr || ::dladdr1(found, &about, &map, RTLD_DL_LINKMAP) == 0 || map == nullptr)
    return std::nullopt;
  return loaded_library{static_cast<const std::byte*>(about.dli_fbase), static_cast<const link_map*>(map)};
}

const elf_entry* find_entry(const loaded_library& library, decltype(elf_entry::d_tag) tag) {
  for (const auto* entry = library.map->l_ld; entry->d_tag != DT_NULL; ++entry)
    if (entry->d_tag == tag) return entry;
  return nullptr;
}

/// The linker has made some of these addresses absolute already, and others not.
const std::byte* place_of(const loaded_library& library, const elf_entry& entry) {
  const auto address = entry.d_un.d_ptr;
  const auto moved_by = library.map->l_addr;
  return library.base + (address >= moved_by ? address - moved_by : address);
}

template <class Record>
const Record* record_at(const std::byte* place) {
  return static_cast<const Record*>(static_cast<const void*>(place));
}

bool take_number(std::string_view& text, int& number) noexcept {
  constexpr int largest = 9999;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc() || number < 0 || number > largest) return false;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return true;
}

bool take(std::string_view& text, std::string_view what) noexcept {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

}  // namespace

std::string to_string(const samba_release& release) {
  return fmt::format("{}.{}.{}", release.major, release.minor, release.patch);
}

bool is_known(const samba_release& release) noexcept {
  return release.major == 4 && release.minor == 17;
}

std::optional<samba_release> release_of(std::string_view symbol_version) noexcept {
  samba_release release;
  if (take(symbol_version, "SAMBA_") && take_number(symbol_version, release.major) &&
      take(symbol_version, ".") && take_number(symbol_version, release.minor) && take(symbol_version, ".") &&
      take_number(symbol_version, release.patch))
    return release;
  return std::nullopt;
}

std::optional<samba_release> loaded_samba_release() {
  const auto library = library_with("smbXcli_conn_protocol");
  if (!library) return std::nullopt;
  const auto* const versions = find_entry(*library, DT_VERDEF);
  const auto* const count = find_entry(*library, DT_VERDEFNUM);
  const auto* const names = find_entry(*library, DT_STRTAB);
  if (versions == nullptr || count == nullptr || names == nullptr) return std::nullopt;
  // Layout: the System V ABI's Elf_Verdef and Elf_Verdaux, each with its distance to the next.
  const auto* place = place_of(*library, *versions);
  for (auto left = count->d_un.d_val; left > 0; --left) {
    const auto* const version = record_at<elf_version>(place);
    const auto* const name = record_at<elf_version_name>(place + version->vd_aux);
    if (const auto release = release_of(record_at<char>(place_of(*library, *names) + name->vda_name)))
      return release;
    place += version->vd_next;
  }
  return std::nullopt;
}

}  // namespace perfdata
