#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <unordered_set>

#include <perfdata/base/ascii.hpp>
#include <perfdata/collect/resolved_object.hpp>
#include <perfdata/names/process_titles.hpp>
#include <perfdata/wire/value_number.hpp>

namespace perfdata {
namespace {

std::string name_of(const title_table& names, std::uint32_t index) {
  const auto name = names.find(index);
  return name.empty() ? fmt::format("{}", index) : std::string(name);
}

value_place place_of(const object_type& object, const instance_definition& instance,
                     const counter_definition& counter) noexcept {
  if (!instance.value(counter)) return {};
  const byte_view bytes = instance.value_bytes(counter);
  return {static_cast<std::uint32_t>(bytes.data() - object.bytes().data()),
          static_cast<std::uint32_t>(bytes.size())};
}

value_place behind(const value_place& value) noexcept {
  return {value.offset + value.size, sizeof(wire::u32)};
}

// Names an instance for as long as it lives: `svchost#3` becomes `svchost#2` when a namesake goes, the
// process stays.
class instance_identity {
 public:
  explicit instance_identity(const object_type& object)
      : process_(object.find_counter(title::id_process)),
        thread_(object.find_counter(title::id_thread)),
        start_(object.find_counter(title::elapsed_time)) {}

  [[nodiscard]] std::string of(const instance_definition& instance, const instance_name& name) const {
    const auto process = process_ ? instance.value(*process_).value_or(0) : 0;
    const auto thread = thread_ ? instance.value(*thread_).value_or(0) : 0;
    if (process == 0 && thread == 0) return name.display();
    const auto start = start_ ? instance.value(*start_).value_or(0) : 0;
    return fmt::format("{}\n{}\n{}\n{}", name.text, process, thread, start);
  }

  [[nodiscard]] holder holder_of(const object_type& object, const instance_definition& instance,
                                 std::uint32_t position) const {
    holder out{.instance = position};
    if (!process_ && !thread_) return out;  // an elapsed time alone is a value like any other
    for (const auto& counter : {process_, thread_, start_})
      if (counter) out.marks.emplace_back(place_of(object, instance, *counter), instance.value(*counter));
    return out;
  }

 private:
  std::optional<counter_definition> process_;
  std::optional<counter_definition> thread_;
  std::optional<counter_definition> start_;
};

std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), to_lower_ascii);
  return out;
}

bool means_instance(const counter_path& path, const object_type& object, const instance_name& name) {
  if (object.has_instances()) return matches_instance(path, name.text, name.occurrence);
  return !path.instance || *path.instance == "*";
}

}  // namespace

std::optional<std::uint64_t> value_place::read(byte_view object) const noexcept {
  if (!fits(offset, size, object.size())) return std::nullopt;
  return wire::value_number(object.subspan(offset, size));
}

bool resolved_object::same_holders(byte_view object) const noexcept {
  return std::ranges::all_of(holders, [object](const holder& each) {
    return std::ranges::all_of(each.marks,
                               [object](const auto& mark) { return mark.first.read(object) == mark.second; });
  });
}

// What is known of an object while its rows are made. A thousand paths may want something of it, so that
// names are looked up, not compared one by one.
struct object_resolver::object_work {
  const object_type& object;
  std::string title;
  std::vector<instance_name> names{};
  std::vector<std::string> identities{};
  std::vector<instance_definition> instances{};
  std::unordered_map<std::string, std::vector<std::uint32_t>> instances_by_name{};  // folded
  std::unordered_map<std::string, std::vector<counter_definition>> counters_by_path{};
  std::unordered_set<std::string> seen{};       // keys of rows
  std::unordered_set<std::uint32_t> holders{};  // instances of rows
  instance_identity identity;
  const sample_memory& memory;
  std::string key_prefix;
  std::uint64_t& serial;
  resolved_object& out;
};

// The instances that a path can mean, and perhaps more; in the order of the block.
std::vector<std::uint32_t> object_resolver::candidates(const counter_path& path, object_work& work) {
  std::vector<std::uint32_t> out;
  if (!path.instance || is_wildcard(*path.instance)) {
    out.resize(work.instances.size());
    std::iota(out.begin(), out.end(), 0U);
    return out;
  }
  if (work.instances_by_name.empty())
    for (std::uint32_t i = 0; i < work.names.size(); ++i)
      work.instances_by_name[folded(work.names[i].text)].push_back(i);
  const auto add = [&](const std::string& name) {
    if (const auto found = work.instances_by_name.find(name); found != work.instances_by_name.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  };
  const std::string name = folded(*path.instance);
  add(name);
  if (path.index) add(fmt::format("{}#{}", name, *path.index));  // a name that itself ends in "#7"
  std::ranges::sort(out);
  return out;
}

const std::vector<counter_definition>& object_resolver::counters_of(const counter_path& path,
                                                                    object_work& work) {
  const auto [entry, is_new] = work.counters_by_path.try_emplace(path.counter);
  if (is_new)
    for (const counter_definition counter : work.object.counters())
      if (!counter.is_base() && means(path, counter)) entry->second.push_back(counter);
  return entry->second;
}

bool object_resolver::means(const counter_path& path, const counter_definition& counter) const {
  const std::uint32_t index = counter.title_index();
  return matches_counter(path, index, names_.counters.find(index)) ||
         std::ranges::any_of(names_.other_languages, [&](const title_table& table) {
           return matches_counter(path, index, table.find(index));
         });
}

resolved_object object_resolver::resolve(const object_type& object, std::uint32_t ordinal,
                                         const sample_memory& memory, std::uint64_t& serial) {
  resolved_object out;
  std::optional<object_work> work;
  for (std::uint32_t path = 0; path < plan_.paths.size(); ++path) {
    const auto& planned = plan_.paths[path];
    if (!matches_object(planned, object.title_index(), names_.counters.find(object.title_index()))) continue;
    if (!work) {
      work.emplace(object_work{.object = object,
                               .title = name_of(names_.counters, object.title_index()),
                               .names = namer_.names_of(object),
                               .identity = instance_identity(object),
                               .memory = memory,
                               .key_prefix = fmt::format("{}\n{}", object.title_index(), ordinal),
                               .serial = serial,
                               .out = out});
      for (const instance_definition instance : object.instances()) {
        work->identities.push_back(work->identity.of(instance, work->names[work->instances.size()]));
        work->instances.push_back(instance);
        out.has_parents = out.has_parents || instance.parent_object() != 0;
      }
    }
    add_rows(path, *work);
  }
  return out;
}

void object_resolver::add_rows(std::uint32_t path, object_work& work) {
  const counter_path& wanted = plan_.paths[path].path;
  const auto& counters = counters_of(wanted, work);
  if (counters.empty()) return;
  for (const std::uint32_t instance : candidates(wanted, work)) {
    if (!means_instance(wanted, work.object, work.names[instance])) continue;
    if (work.out.matched.empty() || work.out.matched.back() != path) work.out.matched.push_back(path);
    for (const counter_definition& counter : counters) {
      auto key = fmt::format("{}\n{}\n{}", work.key_prefix, counter.position(), work.identities[instance]);
      if (!work.seen.insert(key).second) continue;  // another path brought it already
      if (work.holders.insert(instance).second)
        work.out.holders.push_back(work.identity.holder_of(work.object, work.instances[instance], instance));
      work.out.rows.push_back(make_row(work, instance, counter, std::move(key)));
      work.out.rows.back().path = path;
    }
  }
}

resolved_row object_resolver::make_row(const object_work& work, std::uint32_t instance,
                                       const counter_definition& counter, std::string key) {
  const instance_definition& from = work.instances[instance];
  resolved_row out{.serial = ++work.serial,
                   .value = place_of(work.object, from, counter),
                   .type = counter.type(),
                   .info = describe_counter_type(counter.type()),
                   .size = counter.size(),
                   .key = std::move(key),
                   .texts = {.object = work.title,
                             .instance = work.names[instance].display(),
                             .counter = name_of(names_.counters, counter.title_index()),
                             .object_index = work.object.title_index(),
                             .counter_index = counter.title_index(),
                             .help_index = counter.help_index(),
                             .default_scale = counter.default_scale()}};
  if (const auto base = counter.base()) {
    out.base = place_of(work.object, from, *base);
    out.base_size = base->size();
  }
  if (from.multiplier(counter)) out.multiplier = behind(out.value);
  out.texts.path = work.object.has_instances()
                       ? fmt::format(R"(\\{}\{}({})\{})", machine_, out.texts.object, out.texts.instance,
                                     out.texts.counter)
                       : fmt::format(R"(\\{}\{}\{})", machine_, out.texts.object, out.texts.counter);
  if (const auto before = work.memory.find(out.key); before != work.memory.end()) {
    out.sample = before->second;
    out.sampled = true;
  }
  return out;
}

}  // namespace perfdata
