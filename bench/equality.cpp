#include <bench/equality.hpp>
#include <bench/passes.hpp>
#include <bench/workloads.hpp>
#include <bench/yardsticks.hpp>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numeric>
#include <tests/support/block_comparison.hpp>
#include <tests/support/plain_cook.hpp>

namespace perfdata::bench {
namespace {

// Compares a stream of findings with a list, position by position.
template <class Expected, class Equal>
class list_comparison {
 public:
  list_comparison(const std::vector<Expected>& expected, Equal equal)
      : expected_(expected), equal_(std::move(equal)) {}

  template <class Found>
  void operator()(const Found& found) {
    if (position_ >= expected_.size() || !equal_(found, expected_[position_])) ++wrong_;
    ++position_;
  }

  [[nodiscard]] std::string verdict(std::string_view pass) const {
    if (wrong_ == 0 && position_ == expected_.size()) return {};
    return fmt::format("{}: {} of {} differ from the plain reader's {}", pass, wrong_, position_,
                       expected_.size());
  }

 private:
  const std::vector<Expected>& expected_;
  Equal equal_;
  std::size_t position_ = 0;
  std::size_t wrong_ = 0;
};

// The identities in the order of walk(): the objects', each followed by its counters' and its instances'.
std::vector<std::uint64_t> identities_of(const test::plain_block& block) {
  std::vector<std::uint64_t> identities;
  for (const auto& object : block.objects) {
    identities.push_back(object.title_index);
    for (const auto& counter : object.counters) identities.push_back(counter.title_index);
    for (const auto& instance : object.instances)
      identities.push_back(std::uint64_t{instance.parent_object} << 32U | instance.parent_instance);
  }
  return identities;
}

struct identity {
  std::uint64_t operator()(const object_type& object) const { return object.title_index(); }
  std::uint64_t operator()(const counter_definition& counter) const { return counter.title_index(); }
  std::uint64_t operator()(const instance_definition& instance) const {
    return std::uint64_t{instance.parent_object()} << 32U | instance.parent_instance();
  }
};

std::vector<std::optional<std::uint64_t>> values_of(const test::plain_block& block) {
  std::vector<std::optional<std::uint64_t>> values;
  for (const auto& object : block.objects)
    for (const auto& instance : object.instances)
      for (const auto& value : instance.values) values.push_back(value.number);
  return values;
}

std::vector<std::string> names_of(const test::plain_block& block) {
  std::vector<std::string> names;
  for (const auto& object : block.objects)
    for (const auto& instance : object.instances)
      if (instance.has_definition) names.push_back(instance.name);
  return names;
}

std::vector<std::optional<double>> cooked_of(const plain_copy& copy) {
  std::vector<std::optional<double>> cooked;
  for (std::size_t o = 0; o < copy.newer.objects.size(); ++o) {
    const auto& object = copy.newer.objects[o];
    for (std::size_t i = 0; i < object.instances.size(); ++i)
      for (std::size_t c = 0; c < object.counters.size(); ++c)
        if ((object.counters[c].type & 0x70C00) != 0x30400)
          cooked.push_back(test::cook_plainly(copy.older, copy.newer, o, i, c));
  }
  return cooked;
}

// The last digit may differ where a formula divides in another order.
bool nearly_equal(const cooked_value& cooked, const std::optional<double>& plain) {
  if (cooked.value.has_value() != plain.has_value()) return false;
  return !plain || std::abs(*cooked.value - *plain) <= 1e-9 * std::max(1.0, std::abs(*plain));
}

template <class Expected, class Equal, class Pass>
std::string compare(std::string_view pass, const std::vector<Expected>& expected, Equal equal, Pass run) {
  list_comparison<Expected, Equal> comparison(expected, std::move(equal));
  run(comparison);
  return comparison.verdict(pass);
}

std::string compare_titles(const server_data& data, const plain_copy& copy) {
  std::map<std::uint32_t, std::string> first_of_each;
  for (const auto& title : copy.titles) first_of_each.emplace(title.index, title.text);
  std::vector<test::plain_title> expected;
  expected.reserve(first_of_each.size());
  for (const auto& [index, text] : first_of_each) expected.push_back({index, text});
  const auto table = title_table::parse(data.titles);
  if (!table) return "title table: " + table.error().message;
  const auto equal = [](const title_table::entry& entry, const test::plain_title& title) {
    return entry.index == title.index && entry.text == title.text;
  };
  return compare("title table", expected, equal, [&table](auto& sink) {
    for (std::size_t i = 0; i < table->size(); ++i) sink((*table)[i]);
  });
}

std::string compare_yardsticks(const server_data& data, const plain_copy& copy) {
  value_sum plain;
  for (const auto& value : values_of(copy.newer)) {
    ++plain.values;
    plain.sum += value.value_or(0);
  }
  std::uint64_t words = 0;
  for (std::size_t at = 0; at + 8 <= data.newer.size(); at += 8)
    for (std::size_t i = 0; i < 8; ++i)
      words += std::to_integer<std::uint64_t>(data.newer[at + i]) << (8 * i);
  if (!(naive_walk(data.newer) == plain)) return "naive walk: its sum differs from the plain reader's";
  if (memory_read(data.newer) != words) return "memory read: its sum differs from the plain one";
  return {};
}

// The damaged block keeps every object and instance, and one finding a record at least.
std::string check_lying(const server_data& data, const plain_copy& copy) {
  const auto block = data_block::parse(byte_view(data.lying));
  if (!block) return "parse, all lies: " + block.error().message;
  std::size_t objects = 0;
  for (auto at = block->objects().begin(); at != std::default_sentinel; ++at) ++objects;
  if (objects != copy.newer.objects.size()) return "parse, all lies: objects are lost";
  if (block->defects().size() + block->defects_omitted() < data.names)
    return "parse, all lies: lies went unnoticed";
  return {};
}

std::vector<std::string> differences_of_captures(const server_data& data) {
  std::vector<std::string> all;
  for (const auto& capture : data.captures) {
    const auto plain = test::read_plainly(capture);
    const auto block = data_block::parse(byte_view(capture));
    if (!plain || !block) {
      all.emplace_back("a capture is refused");
      continue;
    }
    all.push_back(test::first_difference(*block, *plain));
    value_sum sum;
    for (const auto& value : values_of(*plain)) {
      ++sum.values;
      sum.sum += value.value_or(0);
    }
    if (!(naive_walk(capture) == sum)) all.emplace_back("naive walk of a capture: another sum");
  }
  std::erase(all, "");
  return all;
}

// What is summed up in another order than the naive walk's has the same sum all the same.
std::string compare_sums(const server_data& data) {
  const std::uint64_t sum = naive_walk(data.newer).sum;
  for (const auto& work : workloads()) {
    if (!(work.name.ends_with(", columns") || work.name.ends_with(", values")) ||
        work.name.find("new") != std::string_view::npos)
      continue;
    for (scratch kept; const int round : {1, 2})
      if (work.run(data, kept) != sum) return fmt::format("{}: another sum in round {}", work.name, round);
  }
  for (const auto& work : workloads()) {
    if (!work.name.ends_with(", store")) continue;
    scratch kept;
    (void)work.run(data, kept);
    if (std::accumulate(kept.values.begin(), kept.values.end(), std::uint64_t{0}) != sum)
      return fmt::format("{}: another sum", work.name);
  }
  return {};
}

}  // namespace

std::vector<std::string> differences(const server_data& data) {
  if (!data.captures.empty()) return differences_of_captures(data);
  const auto copy = copy_plainly(data);
  const auto older = data_block::parse(byte_view(data.older));
  const auto newer = data_block::parse(byte_view(data.newer));
  const auto turned = data_block::parse(byte_view(data.big_endian));
  if (!older || !newer || !turned) return {"parse: a sound block is refused"};
  const auto same = [](const auto& found, const auto& expected) { return found == expected; };
  utf8_names names;
  std::vector<std::string> all{
      test::first_difference(*newer, copy.newer),
      test::first_difference(*turned, copy.newer),
      check_lying(data, copy),
      compare_yardsticks(data, copy),
      compare_sums(data),
      compare("walk", identities_of(copy.newer), same,
              [&](auto& sink) { walk(*newer, [&sink](const auto& view) { sink(identity{}(view)); }); }),
      compare("values", values_of(copy.newer), same, [&](auto& sink) { read_values(*newer, sink); }),
      compare("names", names_of(copy.newer), same, [&](auto& sink) { read_names(*newer, names, sink); }),
      compare("cook", cooked_of(copy), nearly_equal, [&](auto& sink) { cook_values(*older, *newer, sink); }),
      compare_titles(data, copy),
  };
  std::erase(all, "");
  return all;
}

}  // namespace perfdata::bench
