#include <atomic>

#include <perfdata/connection/secret.hpp>

namespace perfdata {

secret& secret::operator=(const secret& other) {
  if (this != &other) {
    wipe();
    text_ = other.text_;
  }
  return *this;
}

secret& secret::operator=(secret&& other) noexcept {
  if (this != &other) {
    wipe();
    text_.assign(other.text_);
    other.wipe();
  }
  return *this;
}

void secret::wipe() noexcept {
  volatile char* byte = text_.data();
  for (std::size_t i = 0; i < text_.capacity(); ++i) byte[i] = 0;
  std::atomic_signal_fence(std::memory_order_seq_cst);
  text_.clear();
}

}  // namespace perfdata
