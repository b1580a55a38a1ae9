#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <future>
#include <map>
#include <mutex>
#include <system_error>

#include <perfdata/base/ascii.hpp>
#include <perfdata/remote/kerberos/kdc_queue.hpp>
#include <perfdata/remote/kerberos/kerberos_error.hpp>
#include <perfdata/remote/kerberos/kerberos_ticket.hpp>
#include <perfdata/remote/kerberos/krb5_api.hpp>

namespace perfdata {
namespace {

using std::chrono::system_clock;

constexpr std::chrono::minutes worth_sharing{5};

error cannot(const std::string& machine, errc code, std::string_view why, std::string_view advice) {
  return {.code = code,
          .message = fmt::format("{}: \"{}\" failed: {}", machine, kerberos_step, why),
          .advice = std::string(advice),
          .system = system_status{.step = std::string(kerberos_step),
                                  .win32 = code == errc::timed_out ? 121U : 0U}};
}

/// A cache in a folder that only this user may enter. A resource: removes both.
class private_cache {
 public:
  private_cache() {
    const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
    std::error_code ignored;
    const std::filesystem::path base = runtime != nullptr && std::filesystem::is_directory(runtime, ignored)
                                           ? std::filesystem::path(runtime)
                                           : std::filesystem::temp_directory_path(ignored);
    std::string name = (base / "perfdata-ticket-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  private_cache(const private_cache&) = delete;
  private_cache& operator=(const private_cache&) = delete;
  ~private_cache() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  [[nodiscard]] bool usable() const noexcept { return !folder_.empty(); }
  [[nodiscard]] std::string name() const { return "FILE:" + (folder_ / "cache").string(); }
  [[nodiscard]] system_clock::time_point ends() const noexcept { return ends_; }
  void set_end(krb5_timestamp when) noexcept { ends_ = system_clock::from_time_t(when); }

 private:
  std::filesystem::path folder_;
  system_clock::time_point ends_{};
};

using shared_cache = std::shared_ptr<private_cache>;

result<shared_cache> ticket_from_keytab(const kerberos_keytab_credentials& key, const std::string& machine) {
  const auto cache = std::make_shared<private_cache>();
  if (!cache->usable())
    return failure(cannot(machine, errc::system_failure, "no folder for the ticket can be made",
                          "check XDG_RUNTIME_DIR and the temporary folder"));
  const kerberos_request request{.machine = machine, .principal = key.principal, .keytab = key.keytab};
  krb5_context raw = nullptr;
  if (const auto code = krb5_init_context(&raw); code != 0)
    return failure(kerberos_failure(request, code, "krb5.conf cannot be read"));
  const krb5::context context(raw);
  krb5::principal who(raw);
  krb5::keytab keys(raw);
  krb5::cache into(raw);
  krb5::ticket_value ticket(raw);
  krb5_error_code code = krb5_parse_name(raw, key.principal.c_str(), who.out());
  if (code == 0) code = krb5_kt_resolve(raw, ("FILE:" + key.keytab).c_str(), keys.out());
  if (code == 0) code = krb5_kt_have_content(raw, keys.get()) == KRB5_KT_NOTFOUND ? ENOENT : 0;
  if (code == 0)
    code = krb5_get_init_creds_keytab(raw, &ticket.value(), who.get(), keys.get(), 0, nullptr, nullptr);
  if (code == 0) code = krb5_cc_resolve(raw, cache->name().c_str(), into.out());
  if (code == 0) code = krb5_cc_initialize(raw, into.get(), who.get());
  if (code == 0) code = krb5_cc_store_cred(raw, into.get(), &ticket.value());
  if (code != 0) return failure(kerberos_failure(request, code, krb5::words_for(raw, code)));
  cache->set_end(ticket.value().times.endtime);
  return cache;
}

/// Tickets that somebody holds, by keytab and account.
class shared_tickets {
 public:
  std::shared_ptr<private_cache> find(const kerberos_keytab_credentials& key) {
    const std::lock_guard lock(mutex_);
    const auto known = tickets_.find({key.keytab, key.principal});
    if (known == tickets_.end()) return nullptr;
    auto ticket = known->second.lock();
    return ticket && ticket->ends() > system_clock::now() + worth_sharing ? ticket : nullptr;
  }
  void add(const kerberos_keytab_credentials& key, const shared_cache& ticket) {
    const std::lock_guard lock(mutex_);
    std::erase_if(tickets_, [](const auto& entry) { return entry.second.expired(); });
    tickets_[{key.keytab, key.principal}] = ticket;
  }

 private:
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::weak_ptr<private_cache>> tickets_;
};

// Never destroyed: a thread that was left behind may outlast the program's main().
shared_tickets& tickets() {
  static auto* const instance = new shared_tickets;
  return *instance;
}

// What logs on to the pipe, as Samba's libraries spell it: in small letters, and only for signing and
// sealing.
std::string registry_service_host(const std::string& host) {
  std::string small(host);
  std::ranges::transform(small, small.begin(), to_lower_ascii);
  return small;
}

bool samba_reads(const std::string& cache) {
  return !cache.starts_with("KEYRING:") && !cache.starts_with("MEMORY:") && !cache.starts_with("API:");
}

error unreadable(const kerberos_request& request, const std::string& cache) {
  error failed = kerberos_failure(
      request, 0, fmt::format("Samba's libraries do not know the kind of the ticket cache \"{}\"", cache));
  failed.code = errc::unsupported;
  failed.advice = "use a file: KRB5CCNAME=FILE:/path kinit, and the same KRB5CCNAME or --kerberos here";
  return failed;
}

std::string full_name(krb5_context context, krb5_ccache cache) {
  char* text = nullptr;
  if (krb5_cc_get_full_name(context, cache, &text) != 0) return {};
  std::string name = text;
  krb5_free_string(context, text);
  return name;
}

krb5_error_code get_ticket(krb5_context context, krb5_ccache cache, krb5_principal who, const char* service,
                           const std::string& host, krb5::ticket& ticket) {
  krb5::principal whom(context);
  // Not KRB5_NT_SRV_HST: that asks the DNS for another spelling.
  if (const auto code = krb5_sname_to_principal(context, host.c_str(), service, KRB5_NT_UNKNOWN, whom.out());
      code != 0)
    return code;
  krb5_creds wanted{};
  wanted.client = who;
  wanted.server = whom.get();
  return krb5_get_credentials(context, 0, cache, &wanted, ticket.out());
}

/// The tickets in a cache that are there already, or come from the KDC.
result<ready_credentials> tickets_in_cache(const std::string& cache_name, const std::string& machine,
                                           const std::string& host) {
  kerberos_request request{.machine = machine, .service = "cifs/" + host};
  krb5_context raw = nullptr;
  if (const auto code = krb5_init_context(&raw); code != 0)
    return failure(kerberos_failure(request, code, "krb5.conf cannot be read"));
  const krb5::context context(raw);
  krb5::cache cache(raw);
  krb5::principal who(raw);
  krb5::ticket smb(raw);
  krb5::ticket registry(raw);
  krb5_error_code code = cache_name.empty() ? krb5_cc_default(raw, cache.out())
                                            : krb5_cc_resolve(raw, cache_name.c_str(), cache.out());
  if (code == 0) code = krb5_cc_get_principal(raw, cache.get(), who.out());
  if (code == 0) request.principal = krb5::name_of(raw, who.get());
  if (code == 0) code = get_ticket(raw, cache.get(), who.get(), "cifs", host, smb);
  // The KDC is generous with a ticket that has just ended, the machine is not.
  if (code == 0 && system_clock::from_time_t(smb.get()->times.endtime) <= system_clock::now())
    code = KRB5KRB_AP_ERR_TKT_EXPIRED;
  if (code != 0) return failure(kerberos_failure(request, code, krb5::words_for(raw, code)));
  // Missing, it is missed by those who need it.
  (void)get_ticket(raw, cache.get(), who.get(), "host", registry_service_host(host), registry);
  const std::string name = full_name(raw, cache.get());
  if (!samba_reads(name)) return failure(unreadable(request, name));
  return ready_credentials{
      .credentials = kerberos_credentials{.cache = name},
      .ticket = service_ticket{.principal = request.principal,
                               .service = krb5::name_of(raw, smb.get()->server),
                               .ends = system_clock::from_time_t(smb.get()->times.endtime)}};
}

result<ready_credentials> ready(const anonymous_credentials& nobody, const std::string&, const std::string&) {
  return ready_credentials{.credentials = nobody};
}

result<ready_credentials> ready(const password_credentials& account, const std::string&, const std::string&) {
  return ready_credentials{.credentials = account};
}

result<ready_credentials> ready(const kerberos_credentials& ticket, const std::string& machine,
                                const std::string& host) {
  return tickets_in_cache(ticket.cache, machine, host);
}

// Who runs the program is known to the other machine by the current ticket only.
result<ready_credentials> ready(const caller_credentials&, const std::string& machine,
                                const std::string& host) {
  return ready(kerberos_credentials{}, machine, host);
}

result<ready_credentials> ready(const kerberos_keytab_credentials& key, const std::string& machine,
                                const std::string& host) {
  shared_cache cache = tickets().find(key);
  if (!cache) {
    auto fresh = ticket_from_keytab(key, machine);
    if (!fresh) return failure(std::move(fresh.error()));
    cache = *std::move(fresh);
    tickets().add(key, cache);
  }
  auto found = tickets_in_cache(cache->name(), machine, host);
  if (found) found->owner = cache;
  return found;
}

}  // namespace

bool needs_ticket(const credentials& who) noexcept {
  return std::holds_alternative<kerberos_credentials>(who) ||
         std::holds_alternative<kerberos_keytab_credentials>(who) ||
         std::holds_alternative<caller_credentials>(who);
}

std::shared_ptr<const void> start_ticket(const credentials& who, const std::string& machine,
                                         const std::string& host, ticket_answer done) {
  const auto wanted = std::make_shared<const ticket_answer>(std::move(done));
  const auto work = [who, machine, host, still_wanted = std::weak_ptr(wanted)] {
    if (still_wanted.expired()) return;
    auto answer = std::visit([&](const auto& kind) { return ready(kind, machine, host); }, who);
    if (const auto tell = still_wanted.lock()) (*tell)(std::move(answer));
  };
  if (!needs_ticket(who))
    work();
  else if (!kdc_queue::instance().add(work))
    (*wanted)(failure(cannot(machine, errc::system_failure, "no thread can be started", "close programs")));
  return wanted;
}

error ticket_timed_out(const std::string& machine) {
  return cannot(machine, errc::timed_out, "no Kerberos server (KDC) answered in time",
                "check that port 88 of the domain controller can be reached");
}

result<ready_credentials> with_ticket(const credentials& who, const std::string& machine,
                                      const std::string& host, const deadline& until) {
  const auto answer = std::make_shared<std::promise<result<ready_credentials>>>();
  auto answered = answer->get_future();
  const auto wanted = start_ticket(
      who, machine, host, [answer](result<ready_credentials> found) { answer->set_value(std::move(found)); });
  if (answered.wait_until(until.when()) != std::future_status::ready)
    return failure(ticket_timed_out(machine));
  return answered.get();
}

}  // namespace perfdata
