// One POST to somebody else's server.
#pragma once

#include "monitor/fleet/http_url.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace perfdata::fleet {

/// Values.
struct http_message {
  http_url url{};
  std::string content_type{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  std::chrono::milliseconds timeout{30'000};  ///< for all of it
};

/// How it ended. A value.
struct http_outcome {
  unsigned status = 0;  ///< 0: nothing came back
  std::string why{};    ///< then
};

/// Sends it over a connection of its own; with https only to whom the system's certificates vouch for. `done`
/// is called once, in the context's thread, unless the context stops before.
void http_post(boost::asio::io_context& context, http_message message,
               std::function<void(http_outcome)> done);

}  // namespace perfdata::fleet
