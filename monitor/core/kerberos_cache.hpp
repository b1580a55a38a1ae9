// Whether somebody has run kinit.
#pragma once

namespace perfdata {

/// Whether KRB5CCNAME is set or the default file cache, /tmp/krb5cc_<uid>, is there. Other kinds of default
/// cache are asked for by name.
[[nodiscard]] bool has_kerberos_cache();

}  // namespace perfdata
