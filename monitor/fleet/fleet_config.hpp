// What `perfdata serve` is told: whom it may ask, for what, as whom, and who may ask it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/connection/credentials.hpp>

namespace perfdata::fleet {

/// How metrics are named.
enum class naming : std::uint8_t {
  perfdata,          ///< perfdata_<object>_<counter>_<unit>
  windows_exporter,  ///< the names that windows_exporter's dashboards ask for, where it has one
};

/// Which counters of which instances of an object. A value. Patterns as counter_path has them: `*`, either
/// case, digits for a title index.
struct object_choice {
  std::string object{};
  std::vector<std::string> counters{"*"};
  std::vector<std::string> include{"*"};  ///< instances, as "parent/name"
  std::vector<std::string> exclude{};     ///< stronger than `include`
  friend bool operator==(const object_choice&, const object_choice&) = default;
};

/// What is asked of a target: the `module` of a probe. A value.
struct module_settings {
  std::vector<object_choice> objects{};
  std::string credentials{};     ///< a key of fleet_config::credentials; empty: anonymous
  std::string language = "009";  ///< in which objects and counters are written above
  perfdata::protection protection = perfdata::protection::privacy;
  std::chrono::milliseconds period{15'000};   ///< scrapes closer than half of it share an answer
  std::chrono::milliseconds timeout{10'000};  ///< of a connection, and of each query
  fleet::naming naming = fleet::naming::perfdata;
  bool cooked = false;              ///< what PerfMon shows beside the raw numbers
  bool totals = false;              ///< `_Total` instances too
  std::size_t max_series = 20'000;  ///< of a target
  friend bool operator==(const module_settings&, const module_settings&) = default;
};

/// Who logs on to targets. A value: files are named here, and read when a connection is made.
struct account {
  std::string user{};           ///< "[DOMAIN\]NAME", or "NAME[@REALM]" with a keytab
  std::string password_file{};  ///< its first line
  std::string keytab{};
  std::string kerberos_cache{};
  bool kerberos = false;  ///< with `kerberos_cache`, or the current one when that is empty
  friend bool operator==(const account&, const account&) = default;
};

/// Where metrics are pushed besides. A value.
struct push_settings {
  std::string url{};                   ///< "http://HOST:PORT/PATH" or https; empty: no push
  std::vector<std::string> targets{};  ///< addresses, no patterns
  std::string module{};
  std::string queue{};                   ///< a folder
  std::uint64_t max_bytes = 64U << 20U;  ///< of the queue; the oldest go first
  std::string headers_file{};            ///< "Name: value" lines, e.g. a token
};

/// Who may ask, and how. A value.
struct server_settings {
  std::string listen = "127.0.0.1:9642";
  std::string certificate{};      ///< PEM, with `key`: TLS
  std::string key{};              ///< PEM
  std::string basic_auth_file{};  ///< "name:password" lines; empty: everybody who reaches the port
  std::size_t max_connections = 1024;
};

/// A value.
struct fleet_config {
  server_settings server{};
  std::vector<std::string> targets{};  ///< patterns of what may be asked; none: nothing
  std::size_t max_targets = 2000;      ///< targets times modules that are held at a time
  std::map<std::string, account> accounts{};
  std::map<std::string, module_settings> modules{};
  std::string local_module = "default";  ///< of /metrics, for this machine; empty: none
  push_settings push{};
};

/// Processor, System, Memory, LogicalDisk, PhysicalDisk, Network Interface and Process: the module "default"
/// where a file has none.
[[nodiscard]] module_settings default_module();

/// Whether `address`, as machine_address prints it, is one of `patterns`.
[[nodiscard]] bool is_allowed(const std::vector<std::string>& patterns, std::string_view address);

}  // namespace perfdata::fleet
