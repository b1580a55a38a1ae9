// What a connection is made with: the account, the protection and the port, in the terms of Samba's client
// libraries.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <perfdata/connection/credentials.hpp>
#include <perfdata/remote/dcerpc/dcerpc_interface.hpp>

struct cli_credentials;
struct dcerpc_binding;
struct dcerpc_pipe;
struct loadparm_context;

namespace perfdata {

/// Where to, as whom and how well protected. A value.
struct dcerpc_target {
  std::string address{};  ///< numeric, so that the libraries resolve nothing
  std::string host{};     ///< the name that tickets are for
  std::uint16_t port = 445;
  perfdata::credentials credentials{};  ///< as with_ticket() gave them
  std::shared_ptr<const void> ticket_owner{};
  perfdata::protection protection{};
  rpc_interface interface = rpc_interface::winreg;
};

/// The libraries' own form of a target. Account and binding belong to the talloc context that they were made
/// below.
struct dcerpc_logon {
  loadparm_context* settings = nullptr;  ///< lives as long as the loop's thread
  cli_credentials* account = nullptr;
  dcerpc_binding* binding = nullptr;
  std::shared_ptr<const void> ticket_owner{};
};

/// Settings that allow SMB 2.0.2 and later only, log nothing and read no smb.conf; an account without guesses
/// or prompts; a binding without a fall-back. False when memory is out or the ticket cache is unusable, with
/// `*problem` set. In the loop's thread only.
[[nodiscard]] bool make_logon(void* talloc_parent, const dcerpc_target& target, dcerpc_logon& logon,
                              std::string& problem);

/// Overwrites the libraries' copy of the password: once the pipe is bound, or was refused, nobody reads it
/// again. In the loop's thread only.
void wipe_password(const dcerpc_logon& logon) noexcept;

/// Whether the calls on `pipe` are signed or encrypted as `wanted` says. In the loop's thread only.
[[nodiscard]] bool is_as_protected_as(const dcerpc_pipe& pipe, protection wanted) noexcept;

}  // namespace perfdata
