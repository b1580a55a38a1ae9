// Another machine, or a file: where, who, how protected.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/recent_hosts.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <filesystem>
#include <string>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// What is typed before it is sent. A resource: wipes the password when it goes.
struct connect_form {
  enum class place : int { host, file, this_machine };

  enum class logon_way : int { password, password_file, kerberos, anonymous };

  connect_form() = default;
  connect_form(const connect_form&) = delete;
  connect_form& operator=(const connect_form&) = delete;
  ~connect_form() { wipe(); }

  int where = static_cast<int>(place::host);
  std::string host{};
  std::string path{};
  recent_hosts recent{};
  std::filesystem::path recent_file{};  ///< where they are kept; empty: nowhere
  int logon = static_cast<int>(logon_way::password);
  std::string user{};
  char password[256] = {};
  std::string password_file{};
  std::string kerberos_cache{};  ///< empty: the current one
  int protect = 0;               ///< position in enum class protection
  int timeout_seconds = 10;
  bool takes_text = false;    ///< whether what is typed now goes into the fields
  bool with_overview = true;  ///< chart the overview counters of the new source

  /// Overwrites the password.
  void wipe() noexcept;
};

/// The form as a request. Errors: errc::invalid_argument naming the field that is missing or wrong.
[[nodiscard]] result<connect_request> to_request(const connect_form& form);

/// Shows the dialog while `chosen.connect_open`; closes it itself.
void draw_connect_dialog(const frame& frame, selection& chosen, const look& look, connect_form& form);

}  // namespace perfdata::monitor
