// perfdata list [--instances|--paths] [--lang 009] [--json] [FILTER]
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/core/source_options.hpp"

#include <string>

#include <perfdata/collect/catalog.hpp>

namespace perfdata::cli {

/// What a source offers: its objects with their counters, as paths that show and watch take.
class command_list final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  [[nodiscard]] result<catalog> catalog_of(const source_options& options) const;

  bool instances_ = false;
  bool paths_ = false;
  bool json_ = false;
  std::string language_ = "009";
  std::string filter_;
};

}  // namespace perfdata::cli
