#include <atomic>
#include <bench/moved_bytes.hpp>
#include <cstddef>
#include <cstring>
#include <dlfcn.h>

namespace perfdata::bench {
namespace {

constexpr std::size_t large = std::size_t{64} << 10U;

std::atomic<std::uint64_t> in_pieces;
std::atomic<std::uint64_t> whole;

using mover = void* (*)(void*, const void*, std::size_t);

// The library's own. Looking it up moves bytes itself: these go one by one.
mover library_memmove() noexcept {
  static std::atomic<mover> found;
  static std::atomic<bool> looking;
  if (const mover known = found.load(std::memory_order_acquire)) return known;
  if (looking.exchange(true)) return nullptr;
  void* const symbol = dlsym(RTLD_NEXT, "memmove");
  mover resolved = nullptr;
  __builtin_memcpy(static_cast<void*>(&resolved), static_cast<const void*>(&symbol), sizeof resolved);
  found.store(resolved, std::memory_order_release);
  return resolved;
}

void* move_one_by_one(void* to, const void* from, std::size_t size) noexcept {
  auto* const out = static_cast<volatile unsigned char*>(to);
  const auto* const in = static_cast<const volatile unsigned char*>(from);
  if (to < from)
    for (std::size_t i = 0; i < size; ++i) out[i] = in[i];
  else
    for (std::size_t i = size; i-- != 0;) out[i] = in[i];
  return to;
}

void* count_and_move(void* to, const void* from, std::size_t size) noexcept {
  (size < large ? in_pieces : whole).fetch_add(size, std::memory_order_relaxed);
  const mover library = library_memmove();
  return library != nullptr ? library(to, from, size) : move_one_by_one(to, from, size);
}

}  // namespace

moved_bytes moved_so_far() noexcept {
  return {.in_pieces = in_pieces.load(), .whole = whole.load()};
}

}  // namespace perfdata::bench

// What compilers and fortified libraries call.
extern "C" {
void* memcpy(void* to, const void* from, std::size_t size) noexcept {
  return perfdata::bench::count_and_move(to, from, size);
}
void* memmove(void* to, const void* from, std::size_t size) noexcept {
  return perfdata::bench::count_and_move(to, from, size);
}
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): their names
void* __memcpy_chk(void* to, const void* from, std::size_t size, std::size_t) noexcept {
  return perfdata::bench::count_and_move(to, from, size);
}
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): their names
void* __memmove_chk(void* to, const void* from, std::size_t size, std::size_t) noexcept {
  return perfdata::bench::count_and_move(to, from, size);
}
}
