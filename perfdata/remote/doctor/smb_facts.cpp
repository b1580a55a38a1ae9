#include <array>
#include <bit>
#include <dlfcn.h>

#include <perfdata/remote/dcerpc/samba_chunks.hpp>
#include <perfdata/remote/doctor/smb_facts.hpp>

namespace perfdata {
namespace {

// 1601 to 1970 in 100 ns.
constexpr std::uint64_t filetime_of_the_epoch = 116'444'736'000'000'000;
constexpr std::uint16_t signing_required = 0x2;

/// A function of Samba's SMB library, which every program with libdcerpc has loaded and no header declares.
/// nullptr when this version has none of that name.
template <class Function>
Function* library_function(const char* name) {
  void* const found = ::dlsym(RTLD_DEFAULT, name);
  return found != nullptr ? std::bit_cast<Function*>(found) : nullptr;
}

/// What the function answers for `object`, or a zero.
template <class Answer>
Answer ask(const char* name, const void* object) {
  auto* const function = library_function<Answer(const void*)>(name);
  return function != nullptr && object != nullptr ? function(object) : Answer{};
}

/// Of enum protocol_types.
std::string dialect_name(int protocol) {
  constexpr std::array names{"SMB 2.0.2", "SMB 2.1", "SMB 3.0", "SMB 3.0.2", "SMB 3.1.1"};
  constexpr int first = 6;
  const auto index = static_cast<std::size_t>(protocol - first);
  return protocol >= first && index < names.size() ? names[index] : "";
}

/// MS-SMB2 2.2.3.1.2.
std::string cipher_name(std::uint16_t cipher) {
  constexpr std::array names{"", "AES-128-CCM", "AES-128-GCM", "AES-256-CCM", "AES-256-GCM"};
  return cipher < names.size() ? names[cipher] : "";
}

std::optional<std::chrono::system_clock::time_point> time_of(std::uint64_t filetime) {
  if (filetime <= filetime_of_the_epoch) return std::nullopt;
  using ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;
  return std::chrono::system_clock::time_point(
      std::chrono::duration_cast<std::chrono::system_clock::duration>(
          ticks(static_cast<std::int64_t>(filetime - filetime_of_the_epoch))));
}

}  // namespace

logon_stage stage_of(const void* root) {
  // The latest first: what an earlier stage made stays.
  if (find_chunk(root, "struct tstream_smbXcli_np") != nullptr) return logon_stage::bind;
  if (find_chunk(root, "struct dcerpc_pipe_open_smb_state") != nullptr) return logon_stage::open_pipe;
  if (find_chunk(root, "struct smb2_tree") != nullptr) return logon_stage::connect_ipc;
  if (find_chunk(root, "struct smb2_session") != nullptr) return logon_stage::log_on;
  return logon_stage::negotiate;
}

smb_facts facts_of(const void* root, const std::optional<samba_release>& release) {
  smb_facts facts;
  if (!release || !is_known(*release)) {
    facts.unknown_samba = release ? to_string(*release) : "unknown";
    return facts;
  }
  const void* const connection = find_chunk(root, "struct smbXcli_conn");
  const void* const session = find_chunk(root, "struct smbXcli_session");
  facts.dialect = dialect_name(ask<int>("smbXcli_conn_protocol", connection));
  if (facts.dialect.empty()) return facts;
  facts.must_sign =
      (ask<std::uint16_t>("smb2cli_conn_server_security_mode", connection) & signing_required) != 0;
  facts.cipher = cipher_name(ask<std::uint16_t>("smb2cli_conn_server_encryption_algo", connection));
  facts.encrypted = ask<bool>("smb2cli_session_encryption_on", session);
  facts.server_time = time_of(ask<std::uint64_t>("smbXcli_conn_server_system_time", connection));
  return facts;
}

}  // namespace perfdata
