#include "monitor/fleet/basic_auth.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/whole_file.hpp>

namespace perfdata::fleet {
namespace {

constexpr std::size_t longest_file = std::size_t{64} * 1024;
constexpr std::size_t longest_header = 1024;

// OpenSSL's bytes are unsigned char, which may look at any object.
// NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)
unsigned char* bytes_of(char* text) {
  return reinterpret_cast<unsigned char*>(text);
}
const unsigned char* bytes_of(const char* text) {
  return reinterpret_cast<const unsigned char*>(text);
}
// NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)

std::string digest(std::string_view text) {
  std::string bytes(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), bytes_of(bytes.data()), &length, EVP_sha256(), nullptr);
  bytes.resize(length);
  return bytes;
}

std::string decode_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return {};
  std::string out(text.size() / 4 * 3, '\0');
  const int length =
      EVP_DecodeBlock(bytes_of(out.data()), bytes_of(text.data()), static_cast<int>(text.size()));
  if (length < 0) return {};
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  out.resize(static_cast<std::size_t>(length) - padding);
  return out;
}

bool others_may_read(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && (facts.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

}  // namespace

result<basic_auth> basic_auth::read(const std::string& path) {
  auto bytes = read_whole_file(path, longest_file);
  if (!bytes) return failure(bytes.error());
  if (others_may_read(path))
    return failure({.code = errc::access_denied,
                    .message = fmt::format("{}: others than its owner may read the passwords in it", path),
                    .advice = "chmod 600"});
  basic_auth made;
  std::string line;
  std::size_t number = 1;
  std::size_t wrong = 0;
  const auto end_line = [&] {
    if (line.ends_with('\r')) line.pop_back();
    const bool empty = line.empty() || line.front() == '#';
    if (!empty && (line.find(':') == std::string::npos || line.front() == ':') && wrong == 0) wrong = number;
    if (!empty) made.digests_.emplace_back(digest(line));
    OPENSSL_cleanse(line.data(), line.size());
    line.clear();
    ++number;
  };
  for (const auto b : *bytes) {
    if (b == std::byte{'\n'})
      end_line();
    else
      line.push_back(std::to_integer<char>(b));
  }
  end_line();
  OPENSSL_cleanse(bytes->data(), bytes->size());
  if (wrong != 0 || made.digests_.empty())
    return failure({.code = errc::invalid_argument,
                    .message = wrong != 0 ? fmt::format("{}: line {} is not name:password", path, wrong)
                                          : fmt::format("{} holds no name:password line", path)});
  return made;
}

bool basic_auth::allows(std::string_view authorization) const {
  constexpr std::string_view scheme = "Basic ";
  if (authorization.size() > longest_header || authorization.size() < scheme.size() ||
      !equals_ignoring_case(authorization.substr(0, scheme.size()), scheme))
    return false;
  auto text = decode_base64(authorization.substr(scheme.size()));
  const auto given = digest(text);
  OPENSSL_cleanse(text.data(), text.size());
  bool any = false;
  for (const auto& known : digests_)
    any |= CRYPTO_memcmp(known.reveal().data(), given.data(), given.size()) == 0;
  return any;
}

}  // namespace perfdata::fleet
