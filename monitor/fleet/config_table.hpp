// A table of a TOML file, read key by key.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// Takes values out of one table. The first thing that is wrong stays, and whatever is read after it stays as
/// it was: one look at error() at the end is enough. A resource; must not outlive the parsed file.
class config_table {
 public:
  /// `where`: "[modules.default]", for messages. `problem`: shared by all tables of a file.
  config_table(const toml::table& table, std::string where, std::optional<error>& problem)
      : table_(table), where_(std::move(where)), problem_(problem) {}

  void take(std::string_view key, std::string& to);
  void take(std::string_view key, bool& to);
  void take(std::string_view key, std::vector<std::string>& to);
  void take_count(std::string_view key, std::uint64_t& to, std::uint64_t least, std::uint64_t most);
  /// Seconds, fractions too.
  void take_seconds(std::string_view key, std::chrono::milliseconds& to, double least, double most);
  /// One of `names`; gives its position.
  [[nodiscard]] std::optional<std::size_t> take_choice(std::string_view key,
                                                       const std::vector<std::string_view>& names);
  void take_table(std::string_view key, const std::function<void(config_table&)>& read);
  /// Each table within the table at `key`, by name.
  void take_tables(std::string_view key,
                   const std::function<void(const std::string& name, config_table&)>& read);
  /// Each table of the array at `key`; a text in its place stands for a table with that `short_form`.
  void take_list(std::string_view key,
                 const std::function<void(config_table*, const std::string* text)>& read);

  /// Fails for keys that nobody took.
  void finish();
  void fail(std::string_view key, std::string_view what);
  [[nodiscard]] const std::string& where() const noexcept { return where_; }

 private:
  [[nodiscard]] const toml::node* find(std::string_view key);
  void fail_at(const toml::node* node, std::string_view key, std::string_view what);

  const toml::table& table_;
  std::string where_;
  std::optional<error>& problem_;
  std::set<std::string, std::less<>> taken_{};
};

}  // namespace perfdata::fleet
