#include <algorithm>
#include <fmt/format.h>
#include <tests/support/block_comparison.hpp>
#include <tests/support/tile_comparison.hpp>

namespace perfdata::test {
namespace {

template <class T>
std::string printable(const T& value) {
  return fmt::format("{}", value);
}
template <class T>
std::string printable(const std::optional<T>& value) {
  return value ? fmt::format("{}", *value) : "none";
}

// Keeps the first difference and where it was.
class difference {
 public:
  void enter(std::string where) { where_ = std::move(where); }

  template <class T>
  void compare(const char* what, const T& seen, const T& plain) {
    if (text_.empty() && seen != plain)
      text_ = fmt::format("{}: {} {} but plainly {}", where_, what, printable(seen), printable(plain));
  }

  [[nodiscard]] bool found() const noexcept { return !text_.empty(); }
  [[nodiscard]] std::string take() noexcept { return std::move(text_); }

 private:
  std::string where_;
  std::string text_;
};

std::string to_chars(byte_view bytes) {
  std::string out(bytes.size(), '\0');
  std::ranges::transform(bytes, out.begin(), [](std::byte b) { return std::to_integer<char>(b); });
  return out;
}

void compare_counter(const counter_definition& seen, const plain_object& object, std::size_t position,
                     difference& diff) {
  const auto& plain = object.counters[position];
  diff.compare("title index", seen.title_index(), plain.title_index);
  diff.compare("help index", seen.help_index(), plain.help_index);
  diff.compare("default scale", seen.default_scale(), plain.default_scale);
  diff.compare("detail level", seen.detail_level(), plain.detail_level);
  diff.compare("type", code(seen.type()), plain.type);
  diff.compare("size", seen.size(), plain.size);
  diff.compare("offset", seen.offset(), plain.offset);
  diff.compare("position", std::size_t{seen.position()}, position);
  const auto is_base = [](const plain_counter& c) { return (c.type & 0x70C00) == 0x30400; };
  const bool has_base =
      position + 1 < object.counters.size() && !is_base(plain) && is_base(object.counters[position + 1]);
  const auto base = seen.base();
  diff.compare("has a base", base.has_value(), has_base);
  if (base && has_base) diff.compare("base offset", base->offset(), object.counters[position + 1].offset);
}

void compare_instance(const object_type& object, const instance_definition& seen, const plain_instance& plain,
                      difference& diff) {
  diff.compare("has a definition", seen.has_definition(), plain.has_definition);
  diff.compare("name", to_utf8(seen.name()), plain.name);
  diff.compare("parent object", seen.parent_object(), plain.parent_object);
  diff.compare("parent instance", seen.parent_instance(), plain.parent_instance);
  diff.compare("unique id", seen.unique_id(), plain.unique_id);
  for (const auto counter : object.counters()) {
    const auto& value = plain.values[counter.position()];
    if (seen.value(counter) != value.number || seen.multiplier(counter) != value.multiplier ||
        !std::ranges::equal(seen.value_bytes(counter), value.bytes, {}, std::to_integer<char>)) {
      diff.compare("value", seen.value(counter), value.number);
      diff.compare("multiplier", seen.multiplier(counter), value.multiplier);
      diff.compare("value bytes", to_chars(seen.value_bytes(counter)), value.bytes);
    }
  }
}

void compare_object(const object_type& seen, const plain_object& plain, const std::string& where,
                    difference& diff) {
  diff.compare("title index", seen.title_index(), plain.title_index);
  diff.compare("help index", seen.help_index(), plain.help_index);
  diff.compare("detail level", seen.detail_level(), plain.detail_level);
  diff.compare("default counter", seen.default_counter(), plain.default_counter);
  diff.compare("stated instances", seen.stated_instances(), plain.stated_instances);
  diff.compare("code page", seen.code_page(), plain.code_page);
  diff.compare("perf time", seen.perf_time(), plain.perf_time);
  diff.compare("perf freq", seen.perf_freq(), plain.perf_freq);
  diff.compare("offset", std::size_t{seen.offset()}, plain.offset);
  diff.compare("counters", std::size_t{seen.counters().size()}, plain.counters.size());
  diff.compare("instances", std::size_t{seen.instances().size()}, plain.instances.size());
  if (diff.found()) return;
  for (const auto counter : seen.counters()) {
    diff.enter(fmt::format("{}, counter {}", where, counter.position()));
    compare_counter(counter, plain, counter.position(), diff);
  }
  std::size_t position = 0;
  for (const auto instance : seen.instances()) {
    diff.enter(fmt::format("{}, instance {}", where, position));
    compare_instance(seen, instance, plain.instances[position++], diff);
    if (diff.found()) return;
  }
  diff.enter(where);
  diff.compare("tiles", tile_difference(seen), std::string());
}

}  // namespace

std::string first_difference(const data_block& block, const plain_block& plain) {
  difference diff;
  diff.enter("block");
  diff.compare("system name", to_utf8(block.system_name()), plain.system_name);
  diff.compare("version", block.version(), plain.version);
  diff.compare("revision", block.revision(), plain.revision);
  diff.compare("default object", block.default_object(), plain.default_object);
  diff.compare("perf time", block.perf_time(), plain.perf_time);
  diff.compare("perf freq", block.perf_freq(), plain.perf_freq);
  diff.compare("perf time 100ns", block.perf_time_100ns(), plain.perf_time_100ns);
  std::size_t position = 0;
  for (const auto object : block.objects()) {
    if (diff.found() || position == plain.objects.size()) break;
    const auto& expected = plain.objects[position];
    const auto where = fmt::format("object {} ({})", position, expected.title_index);
    diff.enter(where);
    compare_object(object, expected, where, diff);
    ++position;
  }
  diff.enter("block");
  diff.compare("objects", static_cast<std::size_t>(std::ranges::distance(block.objects())),
               plain.objects.size());
  return diff.take();
}

}  // namespace perfdata::test
