#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <unordered_map>

#include <perfdata/collect/instance_names.hpp>
#include <perfdata/publish/folder_lock.hpp>
#include <perfdata/publish/instance_slots.hpp>
#include <perfdata/publish/published_layout.hpp>
#include <perfdata/publish/published_text.hpp>
#include <perfdata/publish/samba_publisher.hpp>
#include <perfdata/publish/tdb_file.hpp>
#include <perfdata/publish/value_reader.hpp>

namespace perfdata {
namespace {

// smbd drops a counter without a value under its own index, instances or not, and derives its scale from it:
// of this one it makes 10^0.
constexpr std::string_view stand_in = "10";

error not_ours(const std::filesystem::path& folder, int cause) {
  if (cause == EWOULDBLOCK)
    return {.code = errc::unsupported,
            .message = fmt::format("another publisher fills {}", folder.string()),
            .advice = "stop it first: a Samba server has one set of counters"};
  return {.code = cause == EACCES || cause == EPERM ? errc::access_denied : errc::system_failure,
          .message = fmt::format("cannot write to {}: {}", folder.string(), std::strerror(cause)),
          .advice = "run as a user who may write there, mostly root"};
}

std::string name_or_number(const title_table& titles, std::uint32_t index) {
  const auto name = titles.find(index);
  return name.empty() ? "#" + std::to_string(index) : std::string(name);
}

/// What is written for one object, so that only changes are.
struct written_object {
  instance_slots slots{};
  std::vector<std::string> names{};   // by slot
  std::vector<std::string> values{};  // by slot, or by counter
  std::optional<std::size_t> count{};
};

/// Puts `value` where `before` says that another one stands.
bool change(std::vector<std::string>& before, std::size_t at, std::string value) {
  if (at >= before.size()) before.resize(at + 1);
  if (before[at] == value) return false;
  before[at] = std::move(value);
  return true;
}

class tdb_publisher final : public samba_publisher {
 public:
  tdb_publisher(folder_lock lock, tdb_file names, tdb_file data)
      : lock_(std::move(lock)), names_(std::move(names)), data_(std::move(data)) {}
  tdb_publisher(const tdb_publisher&) = delete;
  tdb_publisher& operator=(const tdb_publisher&) = delete;
  ~tdb_publisher() override { (void)withdraw(); }

  result<published_sample> publish(const data_block& block, const title_table& titles,
                                   const title_table& helps) override;
  result<void> withdraw() override;

 private:
  [[nodiscard]] result<void> write(const data_block& block, const title_table& titles,
                                   const title_table& helps, published_sample& sample);
  void write_layout(const title_table& titles, const title_table& helps);
  void write_title(std::uint32_t index, std::string_view title, std::string_view help);
  void write_clock(const data_block& block);
  void write_object(const data_block& block, const published_object& planned, published_sample& sample);
  void write_instances(const published_object& planned, written_object& written, const object_type& object,
                       const std::vector<instance_name>& names, const value_reader& reader);
  void tell_omissions(const title_table& titles, published_sample& sample);

  folder_lock lock_;
  tdb_file names_;
  tdb_file data_;
  published_layout layout_;
  std::set<std::uint32_t> shown_;  // indexes that smbd takes for an object or a counter
  std::unordered_map<std::uint32_t, written_object> written_;  // by index
  std::set<omission> told_;
  bool all_anew_ = false;
};

result<published_sample> tdb_publisher::publish(const data_block& block, const title_table& titles,
                                                const title_table& helps) {
  published_sample sample;
  if (auto written = write(block, titles, helps, sample); !written) {
    // Nobody knows what stands there now.
    written_.clear();
    all_anew_ = true;
    return failure(written.error());
  }
  tell_omissions(titles, sample);
  return sample;
}

result<void> tdb_publisher::write(const data_block& block, const title_table& titles,
                                  const title_table& helps, published_sample& sample) {
  if (auto begun = data_.begin(); !begun) return begun;
  if (auto begun = names_.begin(); !begun) return begun;
  if (layout_.update(block) || all_anew_) write_layout(titles, helps);
  all_anew_ = false;
  write_clock(block);
  for (const auto& planned : layout_.objects()) write_object(block, planned, sample);
  names_.put("1", std::to_string(layout_.last_index() / 2));
  // Values first: the names never promise what is not there yet.
  if (auto done = data_.commit(); !done) return done;
  return names_.commit();
}

result<void> tdb_publisher::withdraw() {
  if (auto begun = names_.begin(); !begun) return begun;
  names_.put("1", "0");
  return names_.commit();
}

void tdb_publisher::write_layout(const title_table& titles, const title_table& helps) {
  std::set<std::uint32_t> shown;
  for (const auto& object : layout_.objects()) {
    const std::string relation = "c[" + std::to_string(object.index) + "]";
    shown.insert(object.index);
    write_title(object.index, name_or_number(titles, object.source_title), helps.find(object.source_help));
    names_.put(std::to_string(object.index) + "rel", "p");
    if (!object.has_instances) names_.erase(std::to_string(object.index) + "inst");
    written_[object.index].values.clear();
    for (const auto& counter : object.counters) {
      const std::string key = std::to_string(counter.index);
      shown.insert(counter.index);
      write_title(counter.index, name_or_number(titles, counter.source_title),
                  helps.find(counter.source_help));
      // smbd reads it with atoi, so that the high bit needs a sign.
      names_.put(key + "type", std::to_string(static_cast<std::int32_t>(code(counter.type))));
      names_.put(key + "rel", relation);
      data_.put(key, stand_in);
    }
  }
  for (const auto gone : shown_)
    if (!shown.contains(gone)) names_.erase(std::to_string(gone) + "rel");
  shown_ = std::move(shown);
}

// Without a NUL at the end: with one smbd puts an empty string behind each title, which ends the table for
// readers that stop at two NULs.
void tdb_publisher::write_title(std::uint32_t index, std::string_view title, std::string_view help) {
  names_.put(std::to_string(index), published_title(title));
  if (const auto text = published_title(help); !text.empty()) names_.put(std::to_string(index + 1), text);
}

void tdb_publisher::write_clock(const data_block& block) {
  names_.put("0PerfFreq", std::to_string(block.perf_freq()));
  data_.put("0PerfTime", std::to_string(block.perf_time()));
  data_.put("0PerfTime100nSec", std::to_string(block.perf_time_100ns()));
}

void tdb_publisher::write_object(const data_block& block, const published_object& planned,
                                 published_sample& sample) {
  const auto object = block.find_object(planned.source_title);
  if (!object) return;
  const value_reader reader(block, *object, planned);
  auto& written = written_[planned.index];
  ++sample.objects;
  sample.counters += planned.counters.size();
  if (planned.has_instances) {
    const auto names = instance_namer(block).names_of(*object);
    sample.instances += names.size();
    write_instances(planned, written, *object, names, reader);
    return;
  }
  for (const auto only : object->instances()) {
    std::size_t at = 0;
    for (const auto& [index, raw] : reader.read(only)) {
      const auto text = published_number(raw);
      if (change(written.values, at++, text)) data_.put(std::to_string(index), text);
    }
  }
}

// What is left of instances that have gone stays behind the count, for readers that have just read the old
// one.
void tdb_publisher::write_instances(const published_object& planned, written_object& written,
                                    const object_type& object, const std::vector<instance_name>& names,
                                    const value_reader& reader) {
  std::vector<std::string> texts;
  texts.reserve(names.size());
  for (const auto& name : names) texts.push_back(published_name(name.text));
  const auto slots = written.slots.assign(texts);
  const std::string prefix = std::to_string(planned.index);
  std::size_t i = 0;
  for (const auto instance : object.instances()) {
    if (i == slots.size()) break;
    const std::string key = prefix + "i" + std::to_string(slots[i]);
    std::string raw;
    for (const auto& one : reader.read(instance)) append_native(raw, one.raw);
    if (change(written.values, slots[i], raw)) data_.put(key, raw);
    if (change(written.names, slots[i], texts[i])) names_.put(key + "name", texts[i]);
    ++i;
  }
  if (written.count != i) names_.put(prefix + "inst", std::to_string(i));
  written.count = i;
}

void tdb_publisher::tell_omissions(const title_table& titles, published_sample& sample) {
  for (const auto& one : layout_.omissions())
    if (told_.insert(one).second)
      sample.left_out.push_back(
          {.object = name_or_number(titles, one.object),
           .counter = one.counter == 0 ? std::string{} : name_or_number(titles, one.counter),
           .why = one.why});
}

}  // namespace

result<std::unique_ptr<samba_publisher>> samba_publisher::open(const std::filesystem::path& state_directory) {
  const auto folder = state_directory / "perfmon";
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return failure(not_ours(folder, problem.value()));
  folder_lock lock(folder / "publisher.lock");
  if (lock.cause() != 0) return failure(not_ours(folder, lock.cause()));
  auto data = tdb_file::create(folder / "data.tdb");
  if (!data) return failure(data.error());
  auto names = tdb_file::create(folder / "names.tdb");
  if (!names) return failure(names.error());
  return std::make_unique<tdb_publisher>(std::move(lock), *std::move(names), *std::move(data));
}

}  // namespace perfdata
