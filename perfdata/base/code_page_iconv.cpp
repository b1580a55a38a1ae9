#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <iconv.h>

#include <perfdata/base/code_page.hpp>

namespace perfdata {
namespace {

constexpr const char* replacement = "\xEF\xBF\xBD";
constexpr std::uint32_t utf8_code_page = 65001;

class converter {
 public:
  explicit converter(std::uint32_t code_page)
      : handle_(iconv_open("UTF-8",
                           code_page == utf8_code_page ? "UTF-8" : fmt::format("CP{}", code_page).c_str())) {}
  converter(const converter&) = delete;
  converter& operator=(const converter&) = delete;
  ~converter() {
    if (known()) iconv_close(handle_);
  }

  [[nodiscard]] bool known() const noexcept { return handle_ != invalid(); }

  std::string run(std::string text) {
    std::string out;
    char* from = text.data();
    std::size_t left = text.size();
    while (left != 0) {
      char chunk[256];
      char* to = chunk;
      std::size_t room = sizeof(chunk);
      const bool failed = iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
      out.append(chunk, sizeof(chunk) - room);
      if (!failed || errno == E2BIG) continue;
      out += replacement;  // one byte that begins no character; go on behind it
      ++from;
      --left;
    }
    return out;
  }

 private:
  // iconv_open's own way to say no.
  static iconv_t invalid() noexcept { return reinterpret_cast<iconv_t>(-1); }  // NOLINT
  iconv_t handle_;
};

std::string ascii_only(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80)
      out.push_back(c);
    else
      out += replacement;
  }
  return out;
}

}  // namespace

std::string code_page_to_utf8(std::uint32_t code_page, byte_view text) {
  const auto end = static_cast<std::size_t>(std::ranges::find(text, std::byte{0}) - text.begin());
  std::string bytes;
  for (const std::byte b : text.first(end)) bytes.push_back(std::to_integer<char>(b));
  converter to_utf8(code_page);
  return to_utf8.known() ? to_utf8.run(std::move(bytes)) : ascii_only(bytes);
}

}  // namespace perfdata
