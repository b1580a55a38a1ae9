#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <set>
#include <unordered_map>

#include <perfdata/collect/instance_names.hpp>
#include <perfdata/publish/folder_lock.hpp>
#include <perfdata/publish/instance_slots.hpp>
#include <perfdata/publish/published_layout.hpp>
#include <perfdata/publish/published_text.hpp>
#include <perfdata/publish/recent_maximum.hpp>
#include <perfdata/publish/samba_publisher.hpp>
#include <perfdata/publish/snapshot_file.hpp>
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

/// The places of one object's instances.
struct published_places {
  instance_slots slots{};
  recent_maximum peak{};
  std::size_t kept = 0;  // places that have a value, left or taken
};

class tdb_publisher final : public samba_publisher {
 public:
  tdb_publisher(folder_lock lock, const std::filesystem::path& folder)
      : lock_(std::move(lock)), names_(folder / "names.tdb"), data_(folder / "data.tdb") {}
  tdb_publisher(const tdb_publisher&) = delete;
  tdb_publisher& operator=(const tdb_publisher&) = delete;
  ~tdb_publisher() override { (void)withdraw(); }

  result<published_sample> publish(const data_block& block, const title_table& titles,
                                   const title_table& helps) override;
  result<void> withdraw() override;

 private:
  void write_layout(const title_table& titles, const title_table& helps);
  void write_title(std::uint32_t index, std::string_view title, std::string_view help);
  void write_clock(const data_block& block);
  void write_object(const data_block& block, const published_object& planned, published_sample& sample);
  void write_instances(const published_object& planned, const object_type& object,
                       const std::vector<instance_name>& names, const value_reader& reader);
  void tell_omissions(const title_table& titles, published_sample& sample);

  folder_lock lock_;
  snapshot_file names_;
  snapshot_file data_;
  published_layout layout_;
  std::set<std::uint32_t> shown_;  // indexes that smbd takes for an object or a counter
  std::unordered_map<std::uint32_t, published_places> places_;  // by index
  std::set<omission> told_;
};

result<published_sample> tdb_publisher::publish(const data_block& block, const title_table& titles,
                                                const title_table& helps) {
  published_sample sample;
  if (layout_.update(block)) write_layout(titles, helps);
  write_clock(block);
  for (const auto& planned : layout_.objects()) write_object(block, planned, sample);
  names_.put("1", std::to_string(layout_.last_index() / 2));
  // Values first: the names never promise what is not there yet.
  if (auto written = data_.write(); !written) return failure(written.error());
  if (auto written = names_.write(); !written) return failure(written.error());
  tell_omissions(titles, sample);
  return sample;
}

result<void> tdb_publisher::withdraw() {
  names_.put("1", "0");
  return names_.write();
}

void tdb_publisher::write_layout(const title_table& titles, const title_table& helps) {
  std::set<std::uint32_t> shown;
  for (const auto& object : layout_.objects()) {
    const std::string relation = "c[" + std::to_string(object.index) + "]";
    shown.insert(object.index);
    write_title(object.index, name_or_number(titles, object.source_title), helps.find(object.source_help));
    names_.put(std::to_string(object.index) + "rel", "p");
    if (!object.has_instances) names_.erase(std::to_string(object.index) + "inst");
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
  ++sample.objects;
  sample.counters += planned.counters.size();
  if (planned.has_instances) {
    const auto names = instance_namer(block).names_of(*object);
    sample.instances += names.size();
    write_instances(planned, *object, names, reader);
    return;
  }
  for (const auto only : object->instances())
    for (const auto& [index, raw] : reader.read(only))
      data_.put(std::to_string(index), published_number(raw));
}

void tdb_publisher::write_instances(const published_object& planned, const object_type& object,
                                    const std::vector<instance_name>& names, const value_reader& reader) {
  std::vector<std::string> texts;
  texts.reserve(names.size());
  for (const auto& name : names) texts.push_back(published_name(name.text));
  auto& places = places_[planned.index];
  const auto slots = places.slots.assign(texts);
  const std::string object_key = std::to_string(planned.index);
  const auto key_of = [&](std::size_t slot) { return object_key + "i" + std::to_string(slot); };
  std::size_t i = 0;
  for (const auto instance : object.instances()) {
    if (i == slots.size()) break;
    const std::string key = key_of(slots[i]);
    std::string raw;
    for (const auto& one : reader.read(instance)) append_native(raw, one.raw);
    data_.put(key, raw);
    names_.put(key + "name", texts[i]);
    ++i;
  }
  names_.put(object_key + "inst", std::to_string(i));
  // A reader that has just taken the old count will ask for all of them, and smbd does not survive a missing
  // one.
  const auto wanted = places.peak.take(i, recent_maximum::clock::now());
  for (auto gone = wanted; gone < places.kept; ++gone) {
    data_.erase(key_of(gone));
    names_.erase(key_of(gone) + "name");
  }
  places.kept = wanted;
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
  auto publisher = std::make_unique<tdb_publisher>(std::move(lock), folder);
  // Right away, so that a file that cannot be written is known now, and old values are gone.
  if (auto emptied = publisher->withdraw(); !emptied) return failure(emptied.error());
  return publisher;
}

}  // namespace perfdata
