// A Kerberos ticket for a task of the loop's thread, which never waits for a KDC itself.
#pragma once

#include <perfdata/remote/kerberos/kerberos_ticket.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>

namespace perfdata {

/// with_ticket() as a task of `loop`.
[[nodiscard]] task<result<ready_credentials>> with_ticket(dcerpc_loop& loop, credentials who,
                                                          std::string machine, std::string host,
                                                          deadline until);

}  // namespace perfdata
