#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <tests/support/samba_registry.hpp>

namespace perfdata::test {
namespace {

using namespace std::chrono_literals;

constexpr const char* net = "/usr/bin/net";

}  // namespace

std::string why_no_samba_registry() {
  if (auto why = samba_server::why_not(); !why.empty()) return why;
  return std::filesystem::exists(net) ? "" : std::string(net) + " is missing (package samba-common-bin)";
}

void import_registry(const samba_server& server, std::string_view lines) {
  const auto file = server.configuration().parent_path() / "import.reg";
  // The tool creates a key when the next one begins.
  std::ofstream(file) << "Windows Registry Editor Version 5.00\n\n"
                      << lines << "\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\n";
  if (run_program({net, "registry", "-s", server.configuration().string(), "import", file.string()}, "",
                  20s) != 0)
    throw std::runtime_error("net registry import failed");
}

}  // namespace perfdata::test
