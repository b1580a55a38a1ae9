// Finds objects, counters and instances of a catalog by what a person types, letter by letter.
#pragma once

#include "monitor/core/search/word_match.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/collect/catalog.hpp>

namespace perfdata::monitor {

/// A counter that was found. A value.
struct found_counter {
  std::size_t counter = 0;  ///< position in the object
  unsigned words = 0;  ///< bit i: the i-th word fits the object or the counter; instances need the others
  int fit = 0;         ///< the better the greater
};

/// An object with what was found of it; the best counter comes first. A value.
struct found_object {
  std::size_t object = 0;  ///< position in the catalog
  std::vector<found_counter> counters{};
};

/// A resource. Not thread-safe.
class catalog_search {
 public:
  static constexpr std::size_t most_words = 8;  ///< further ones are passed over

  /// Linear in all texts. The catalog is kept.
  explicit catalog_search(std::shared_ptr<const catalog> searched);

  [[nodiscard]] const perfdata::catalog& searched() const noexcept { return *catalog_; }
  [[nodiscard]] const std::shared_ptr<const perfdata::catalog>& source() const noexcept { return catalog_; }

  /// Counters for which every blank-separated word of `text` fits the object, the counter, its explain text,
  /// or one of the instances; the best objects first, those of equal fit in the order of the catalog. When
  /// nothing fits, words with one typing mistake do. Empty text finds everything, in the catalog's order.
  /// The answer stays until the next call; the same text again costs nothing, another one is linear in the
  /// names.
  std::span<const found_object> find(std::string_view text);

  /// The instances of the object that belong to the counter under the last text: those that the missing words
  /// fit, all when none is missing. Positions in catalog_object::instances. Linear in the instances.
  [[nodiscard]] std::vector<std::uint32_t> instances_of(const found_object& object,
                                                        const found_counter& counter) const;

 private:
  struct searched_object {
    searchable_name name;
    std::vector<searchable_name> counters{};
    std::vector<searchable_name> helps{};  // of the counters
    std::vector<searchable_name> instances{};
    std::vector<std::uint8_t> fitting{};  // words that fit each instance, under the last text
  };
  using fit_function = int (*)(const searchable_name&, const searchable_name&) noexcept;

  void search(fit_function fits);
  void search_object(std::size_t position, fit_function fits);

  std::shared_ptr<const perfdata::catalog> catalog_;
  std::vector<searched_object> objects_;
  std::string text_;
  std::vector<searchable_name> words_;
  std::vector<found_object> found_;
};

}  // namespace perfdata::monitor
