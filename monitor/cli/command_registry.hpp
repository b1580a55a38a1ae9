// perfdata registry ls PATH [--values] [--json]
// perfdata registry get PATH [VALUE] [--json]
#pragma once

#include "monitor/cli/command.hpp"

#include <string>

#include <perfdata/registry/registry_key.hpp>
#include <perfdata/registry/registry_path.hpp>

namespace perfdata::cli {

/// The keys that RegConnectRegistry reaches, read only, as reg.exe query shows them.
class command_registry final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  [[nodiscard]] exit_code list(registry_key& key, const registry_path& path) const;
  [[nodiscard]] exit_code get(registry_key& key, const registry_path& path) const;

  CLI::App* list_ = nullptr;
  std::string path_;
  std::string value_;
  bool values_ = false;
  bool json_ = false;
};

}  // namespace perfdata::cli
