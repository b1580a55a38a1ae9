// The whole of it: a thread that serves a configuration until it is told to stop.
#pragma once

#include "monitor/fleet/fleet_config.hpp"

#include <functional>
#include <memory>
#include <string>

#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// What a service is started with. Values.
struct serve_options {
  fleet_config config{};
  /// Reads the configuration again, for /-/reload.
  std::function<result<fleet_config>()> read_again{};
  std::string version{};
  std::function<void(const error&)> on_problem = [](const error&) {};  ///< told in the service's thread
};

/// A resource: listens while it lives.
class service {
 public:
  /// Errors: those of listening, of the certificate and of the password file.
  [[nodiscard]] static result<std::unique_ptr<service>> start(serve_options options);
  service(const service&) = delete;
  service& operator=(const service&) = delete;
  ~service();

  /// "http://127.0.0.1:9642"
  [[nodiscard]] const std::string& url() const noexcept;

 private:
  struct state;
  explicit service(std::unique_ptr<state> made);
  std::unique_ptr<state> state_;
};

}  // namespace perfdata::fleet
