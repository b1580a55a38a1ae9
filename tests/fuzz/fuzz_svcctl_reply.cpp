// Any bytes as a reply of another machine's service manager.
#include "tests/fuzz/fuzz_target.hpp"

#include <perfdata/remote/svcctl/svcctl_ndr.hpp>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  (void)svcctl::decode_handle_reply(bytes);
  (void)svcctl::decode_status_reply(bytes);
  (void)svcctl::decode_config_reply(bytes);
  (void)svcctl::decode_code_reply(bytes);
}
