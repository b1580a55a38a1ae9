#include "monitor/fleet/query_string.hpp"

#include <fmt/format.h>
#include <optional>

namespace perfdata::fleet {
namespace {

constexpr std::size_t longest = 4096;
constexpr std::size_t most_parameters = 16;

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const auto high = hex_digit(text[i + 1]);
      const auto low = hex_digit(text[i + 2]);
      if (!high || !low) return std::nullopt;
      c = static_cast<char>(*high * 16 + *low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
    out.push_back(c);
  }
  return out;
}

error wrong(std::string_view what) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("the request's address {}", what),
          .advice = "/probe?target=HOST&module=NAME"};
}

}  // namespace

result<request_target> parse_request_target(std::string_view text) {
  if (text.size() > longest) return failure(wrong("is too long"));
  const auto mark = text.find('?');
  auto path = decode(text.substr(0, mark), false);
  if (!path) return failure(wrong("has an escape that is none, or a control character"));
  request_target out{.path = *std::move(path)};
  std::string_view rest = mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), true);
    auto value =
        decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
    if (!name || !value) return failure(wrong("has an escape that is none, or a control character"));
    if (out.parameters.size() == most_parameters) return failure(wrong("has too many parameters"));
    if (!out.parameters.emplace(*std::move(name), *std::move(value)).second)
      return failure(wrong("names a parameter twice"));
  }
  return out;
}

}  // namespace perfdata::fleet
