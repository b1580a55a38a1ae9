#include <cerrno>
#include <fmt/format.h>
#include <iconv.h>

#include <perfdata/base/system_code_page.hpp>

namespace perfdata {
namespace {

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
      out += replacement_character;  // one byte that begins no character; go on behind it
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

}  // namespace

std::optional<std::string> system_code_page_to_utf8(std::uint32_t code_page, std::string_view text) {
  converter to_utf8(code_page);
  if (!to_utf8.known()) return std::nullopt;
  return to_utf8.run(std::string(text));
}

}  // namespace perfdata
