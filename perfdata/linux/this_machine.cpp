#include <perfdata/connection/this_machine.hpp>
#include <perfdata/linux/linux_machine.hpp>

namespace perfdata {

result<std::unique_ptr<counter_source>> open_this_machine() {
  auto machine = std::make_unique<procfs::linux_machine>(procfs::machine_options{});
  if (!machine->is_there())
    return failure({.code = errc::system_failure,
                    .message = "/proc cannot be opened",
                    .advice = "Mount it: mount -t proc proc /proc",
                    .system = system_status{.step = "open /proc"}});
  return machine;
}

}  // namespace perfdata
