#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/dcerpc/log_on_failure.hpp>
#include <perfdata/remote/kerberos/kerberos_ticket.hpp>
#include <perfdata/remote/network/tcp_probe.hpp>
#include <perfdata/remote/svcctl/service_control.hpp>
#include <perfdata/remote/winreg/connect_progress.hpp>

namespace perfdata {

error connect_progress::timed_out(const machine_address& machine) const {
  switch (reached) {
    case stage::resolve: return resolve_timed_out(machine);
    case stage::connect: return connect_timed_out(machine);
    case stage::ticket: return ticket_timed_out(machine.to_string());
    case stage::log_on:
      if (refused) return log_on_failure(machine.to_string(), target, *refused);
      return log_on_failure(
          machine.to_string(), target,
          {.nt_status = status_io_timeout, .logged_on = channel != nullptr && channel->logged_on()});
    case stage::start_service: return nt_failure(machine.to_string(), start_service_step, status_io_timeout);
    case stage::open_key: break;
  }
  return nt_failure(machine.to_string(), "open the key", status_io_timeout);
}

}  // namespace perfdata
