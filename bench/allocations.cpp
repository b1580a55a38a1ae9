#include <bench/allocations.hpp>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

thread_local perfdata::bench::allocation_count counted;

}  // namespace

void* operator new(std::size_t size) {
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  ++counted.calls;
  counted.bytes += static_cast<std::int64_t>(malloc_usable_size(memory));
  return memory;
}

void operator delete(void* memory) noexcept {
  counted.bytes -= static_cast<std::int64_t>(malloc_usable_size(memory));
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace perfdata::bench {

allocation_count allocations() noexcept {
  return counted;
}

}  // namespace perfdata::bench
