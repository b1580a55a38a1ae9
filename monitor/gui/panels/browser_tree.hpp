// The browser's tree as a list of the rows that are open, so that a list of any length is drawn clipped.
#pragma once

#include "monitor/core/search/catalog_search.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

/// A value; positions are those of the catalog.
struct browser_row {
  enum class kind : std::uint8_t { object, counter, all_instances, instance };

  kind is = kind::object;
  std::uint32_t object = 0;
  std::uint32_t counter = 0;
  std::uint32_t instance = 0;

  friend bool operator==(const browser_row&, const browser_row&) = default;
};

/// A resource.
class browser_tree {
 public:
  /// Shows what of the catalog `filter` finds. Rebuilds the rows when something changed since the last call;
  /// what was opened stays open while the filter stays. A filter that finds little opens it.
  /// `translated` has the same place by place in another language and is what is shown and searched; null:
  /// `listed` is.
  void show(const std::shared_ptr<const catalog>& listed, std::string_view filter,
            const std::shared_ptr<const catalog>& translated = nullptr);

  /// Before the first show() there are none.
  [[nodiscard]] std::span<const browser_row> rows() const noexcept { return rows_; }
  [[nodiscard]] const perfdata::catalog& listed() const noexcept { return search_->searched(); }

  /// Whether a click opens and closes the row instead of choosing it.
  [[nodiscard]] bool has_children(const browser_row& row) const noexcept;
  [[nodiscard]] bool is_open(const browser_row& row) const noexcept;
  void toggle(const browser_row& row);

  /// The path of a row without children: English or localized names as the catalog has them, indexes for what
  /// no table names.
  [[nodiscard]] counter_path path_of(const browser_row& row) const;
  [[nodiscard]] const std::string& label_of(const browser_row& row) const noexcept;
  [[nodiscard]] const std::string& help_of(const browser_row& row) const noexcept;

 private:
  using key = std::pair<std::uint32_t, std::uint32_t>;  // title indexes; of an object the second is 0

  [[nodiscard]] key key_of(const browser_row& row) const noexcept;
  void open_what_is_little(std::span<const found_object> found);
  void list(std::span<const found_object> found);

  std::shared_ptr<const catalog> spelt_;  // whose names paths are made of
  std::optional<catalog_search> search_;
  std::string filter_;
  std::set<key> opened_;           // without a filter
  std::set<key> opened_filtered_;  // with this one
  std::vector<browser_row> rows_;
  bool stale_ = true;
};

}  // namespace perfdata::monitor
