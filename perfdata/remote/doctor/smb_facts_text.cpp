#include <cmath>
#include <fmt/format.h>

#include <perfdata/remote/doctor/smb_facts_text.hpp>

namespace perfdata {
namespace {

constexpr std::chrono::seconds worth_a_remark{60};  // between clocks; Kerberos allows five minutes

double seconds_ahead(std::chrono::system_clock::time_point theirs) {
  return std::chrono::duration<double>(theirs - std::chrono::system_clock::now()).count();
}

}  // namespace

std::string describe(const smb_facts& facts) {
  if (!facts.unknown_samba.empty())
    return fmt::format("dialect and encryption are not known with Samba's libraries of release {}",
                       facts.unknown_samba);
  if (facts.dialect.empty()) return {};
  std::string text = fmt::format("{}, {}", facts.dialect, facts.must_sign ? "insists on signing" : "signed");
  text += facts.cipher.empty() ? ", offers no encryption" : ", offers " + facts.cipher;
  if (facts.server_time) {
    const double ahead = seconds_ahead(*facts.server_time);
    text += std::abs(ahead) < 1
                ? ", clocks agree"
                : fmt::format(", its clock {:.0f} s {}", std::abs(ahead), ahead < 0 ? "behind" : "ahead");
  }
  return text;
}

std::string remark_on_the_clock(const smb_facts& facts) {
  if (!facts.server_time) return {};
  const double ahead = seconds_ahead(*facts.server_time);
  if (std::abs(ahead) < std::chrono::duration<double>(worth_a_remark).count()) return {};
  return fmt::format(
      "the clocks differ by {:.0f} s; Kerberos allows 300: w32tm /resync there, timedatectl here",
      std::abs(ahead));
}

}  // namespace perfdata
