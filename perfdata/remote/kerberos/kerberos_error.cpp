#include <cerrno>
#include <fmt/format.h>
#include <krb5.h>

#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/remote/kerberos/kerberos_error.hpp>

namespace perfdata {
namespace {

struct explanation {
  errc kind = errc::logon_failed;
  std::uint32_t win32 = 0;
  std::string what{};
  std::string advice{};
};

explanation of_the_clocks() {
  return {.win32 = error_time_skew,
          .what = "the clocks differ by more than Kerberos allows",
          .advice =
              "set the clocks of this machine, the domain controller and the target (timedatectl here, "
              "w32tm /resync on Windows); five minutes are allowed"};
}

explanation of_the_kdc() {
  return {.kind = errc::unreachable,
          .win32 = error_no_logon_servers,
          .what = "no Kerberos server (KDC) of the realm answers",
          .advice =
              "check the realm's kdc lines in krb5.conf or its DNS records, and that port 88 of the "
              "domain controller can be reached"};
}

explanation of_the_cache() {
  return {.win32 = rpc_s_sec_pkg_error,
          .what = "there is no Kerberos ticket",
          .advice = "get one with kinit, or name the cache: --kerberos CCACHE"};
}

explanation of_the_service(const kerberos_request& request) {
  return {.win32 = rpc_s_sec_pkg_error,
          .what = fmt::format("the KDC knows no service {}", request.service),
          .advice =
              "name the machine as its domain does, in full (an address or an alias has no ticket), or "
              "register the name with setspn -S"};
}

explanation of_the_keytab(const kerberos_request& request, std::string what, std::string advice) {
  return {.win32 = error_logon_failure,
          .what = fmt::format("{} (keytab \"{}\")", what, request.keytab),
          .advice = std::move(advice)};
}

explanation of_a_keytab_that_cannot_be_read(const kerberos_request& request, std::int32_t code) {
  return of_the_keytab(request,
                       code == EACCES ? "the keytab may not be read" : "there is no such keytab file",
                       "check the path and who may read it");
}

explanation explain(const kerberos_request& request, std::int32_t code, const std::string& words) {
  const bool has_keytab = !request.keytab.empty();
  switch (code) {
    case ENOENT:
    case EACCES: return has_keytab ? of_a_keytab_that_cannot_be_read(request, code) : of_the_cache();
    case KRB5_FCC_NOFILE:
    case KRB5_CC_NOTFOUND:
    case KRB5_CC_END:
    case KRB5_CC_NOSUPP:
    case KRB5_CC_UNKNOWN_TYPE: return of_the_cache();
    case KRB5KRB_AP_ERR_TKT_EXPIRED:
    case KRB5KDC_ERR_NEVER_VALID:
      return {.win32 = rpc_s_sec_pkg_error,
              .what = "the Kerberos ticket has expired",
              .advice = "get a new one with kinit"};
    case KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN:
    case KRB5_ERR_HOST_REALM_UNKNOWN: return of_the_service(request);
    case KRB5_KDC_UNREACH:
    case KRB5_REALM_UNKNOWN:
    case KRB5_REALM_CANT_RESOLVE: return of_the_kdc();
    case KRB5KRB_AP_ERR_SKEW:
    case KRB5_KDCREP_SKEW:
    case KRB5KRB_AP_ERR_TKT_NYV: return of_the_clocks();
    case KRB5_KT_NOTFOUND:
      return of_the_keytab(request, fmt::format("there is no key of {} in the keytab", request.principal),
                           "klist -k shows what it holds; name the account with --user NAME@REALM");
    case KRB5KDC_ERR_PREAUTH_FAILED:
    case KRB5KRB_AP_ERR_BAD_INTEGRITY:
      return has_keytab ? of_the_keytab(request, "the key is not, or no longer, the account's",
                                        "make a new keytab: setting the password makes an old one invalid")
                        : explanation{.win32 = error_logon_failure, .what = words};
    case KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN:
      return {.win32 = error_logon_failure,
              .what = fmt::format("the KDC does not know the account {}", request.principal),
              .advice = "check the name and the realm (--user NAME@REALM)"};
    case KRB5KDC_ERR_CLIENT_REVOKED:
      return {.win32 = error_account_disabled,
              .what = "the account is disabled or locked out",
              .advice = "have it enabled; nothing was retried"};
    case KRB5KDC_ERR_KEY_EXP:
      return {.win32 = error_password_expired,
              .what = "the password of the account has expired",
              .advice = "change the password, then try again"};
    default: return {.win32 = rpc_s_sec_pkg_error, .what = words, .advice = "check krb5.conf and the ticket"};
  }
}

}  // namespace

error kerberos_failure(const kerberos_request& request, std::int32_t code, const std::string& words) {
  explanation found = explain(request, code, words);
  return {.code = found.kind,
          .message = fmt::format("{}: \"{}\" failed: {}", request.machine, kerberos_step, found.what),
          .advice = std::move(found.advice),
          .system = system_status{.step = std::string(kerberos_step), .win32 = found.win32}};
}

}  // namespace perfdata
