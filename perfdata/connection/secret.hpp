// A password: wiped when it is no longer needed, and never printed because nothing here prints it.
#pragma once

#include <string>
#include <string_view>

namespace perfdata {

/// A value that owns its text and overwrites the memory when it goes. Has no operator<< and no formatter on
/// purpose.
class secret {
 public:
  secret() = default;
  explicit secret(std::string_view text) : text_(text) {}
  secret(const secret&) = default;
  // Copies, then wipes: a moved-from string may keep its bytes in its small buffer.
  // NOLINTNEXTLINE(performance-move-constructor-init)
  secret(secret&& other) noexcept : text_(other.text_) { other.wipe(); }
  secret& operator=(const secret& other);
  secret& operator=(secret&& other) noexcept;
  ~secret() { wipe(); }

  /// For the library that needs it, at the moment it needs it. Valid until this secret changes or goes.
  [[nodiscard]] const std::string& reveal() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

  /// Overwrites the text in a way that the compiler may not leave out, and empties it.
  void wipe() noexcept;

 private:
  std::string text_;
};

}  // namespace perfdata
