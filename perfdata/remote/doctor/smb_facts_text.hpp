// What an SMB connection came to, in words.
#pragma once

#include <string>

#include <perfdata/remote/doctor/smb_facts.hpp>

namespace perfdata {

/// "SMB 3.1.1, signed, offers AES-128-GCM, clocks agree"; that it is not known, and why, with a Samba of
/// another release; empty before the negotiation is over.
[[nodiscard]] std::string describe(const smb_facts& facts);

/// What to do about clocks a minute or more apart; empty when they are not, or nothing is known.
[[nodiscard]] std::string remark_on_the_clock(const smb_facts& facts);

}  // namespace perfdata
