// What a person types where nobody may read it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace perfdata {

/// A resource: UTF-8 in memory that is wiped when it goes. What exceeds 1024 bytes is dropped.
class typed_text {
 public:
  typed_text() = default;
  typed_text(const typed_text&) = delete;
  typed_text& operator=(const typed_text&) = delete;
  ~typed_text() { clear(); }

  void push(char c) noexcept {
    if (length_ < text_.size()) text_[length_++] = c;
  }
  /// Takes the last character back, whole.
  void pop() noexcept {
    while (length_ > 0 && (text_[--length_] & 0xC0) == 0x80) continue;
  }
  void clear() noexcept {
    volatile char* c = text_.data();
    for (std::size_t i = 0; i < text_.size(); ++i) c[i] = 0;
    length_ = 0;
  }
  [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), length_}; }

 private:
  std::array<char, 1024> text_{};
  std::size_t length_ = 0;
};

}  // namespace perfdata
