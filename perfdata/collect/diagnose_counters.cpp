#include <algorithm>
#include <array>
#include <fmt/format.h>

#include <perfdata/collect/diagnose_counters.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::uint32_t processor = 238;

// System, Memory, Process, PhysicalDisk, LogicalDisk, Processor, Network Interface, IPv4, TCPv4, UDPv4,
// Paging File.
constexpr std::array<std::uint32_t, 11> objects_of_every_windows{2,   4,   230, 234, 236, processor,
                                                                 510, 546, 638, 658, 700};

constexpr std::string_view rebuild_names =
    R"(on Windows rebuild the counter tables there: lodctr /R in an elevated prompt, in C:\Windows\System32 )"
    R"(and again in C:\Windows\SysWOW64)";

constexpr std::string_view enable_counters =
    R"(on Windows look for "Disable Performance Counters" below )"
    R"(HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Perflib and below )"
    R"(HKLM\SYSTEM\CurrentControlSet\Services\PerfOS\Performance there: it must be 0 or absent; then lodctr /R)";

constexpr std::string_view mend_provider =
    R"(on Windows lodctr /Q names its service there; switch that provider off with "Disable Performance )"
    R"(Counters" = 1 below HKLM\SYSTEM\CurrentControlSet\Services\<service>\Performance, or repair it with )"
    R"(lodctr /R)";

constexpr std::string_view grant_rights =
    R"(on Windows add the account to the group Performance Monitor Users there (net localgroup "Performance )"
    R"(Monitor Users" NAME /add); a local administrator of a machine without a domain also needs )"
    R"(LocalAccountTokenFilterPolicy = 1 below HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System)";

std::chrono::microseconds since(clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - start);
}

/// With the account refused or the machine away there is nothing to learn from the other objects.
bool ends_everything(const error& failed) noexcept {
  return failed.code == errc::logon_failed || failed.code == errc::unreachable ||
         failed.code == errc::access_denied;
}

error advised(error failed, std::string_view setting) {
  failed.advice = failed.code == errc::access_denied ? grant_rights : setting;
  return failed;
}

error nothing_there(const std::string& machine, std::string_view what) {
  return {.code = errc::not_found, .message = fmt::format("{}: {}", machine, what)};
}

std::string size_of(std::size_t bytes) {
  return bytes < 10'240 ? fmt::format("{} bytes", bytes) : fmt::format("{:.0f} KiB", double(bytes) / 1024);
}

std::string count_of(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

/// Samba counts differently, and nothing is lost by it.
bool is_harmless(const defect& one) noexcept {
  return one.code == defect_code::total_byte_length_excludes_header;
}

std::string describe(std::span<const defect> defects) {
  const auto more = defects.size() > 1 ? fmt::format(", and {} more", defects.size() - 1) : std::string{};
  return defects.front().message() + more;
}

class examination {
 public:
  examination(counter_source& source, const step_observer& on_step, const object_observer& on_object)
      : source_(source), on_step_(on_step), on_object_(on_object) {}

  counter_diagnosis run() {
    step("Counter 009", [this](diagnosis_step& now) { return read_names(now); });
    step(fmt::format("query {}", processor), [this](diagnosis_step& now) { return query_one(now); });
    step("Global", [this](diagnosis_step& now) { return query_all(now); });
    if (indexes_.empty()) indexes_.assign(objects_of_every_windows.begin(), objects_of_every_windows.end());
    for (const auto index : indexes_) add_object(index);
    return std::move(found_);
  }

 private:
  template <class Work>
  void step(std::string name, Work work) {
    diagnosis_step now{.name = std::move(name)};
    if (given_up_) {
      now.state = step_state::skipped;
    } else {
      const auto start = clock::now();
      const result<void> done = work(now);
      now.took = since(start);
      if (!done) fail(now, done.error());
    }
    if (on_step_) on_step_(now);
    found_.steps.push_back(std::move(now));
  }

  template <class Diagnosed>
  void fail(Diagnosed& now, error why) {  // NOLINT(performance-unnecessary-value-param): moved below
    given_up_ = given_up_ || ends_everything(why);
    now.state = step_state::failed;
    now.failed = std::move(why);
  }

  result<void> read_names(diagnosis_step& now) {
    if (const auto asked = source_.query("Counter 009", answer_); !asked)
      return failure(advised(asked.error(), rebuild_names));
    auto table = title_table::parse(answer_);
    if (!table) return failure(advised(table.error(), rebuild_names));
    if (table->empty())
      return failure(advised(nothing_there(source_.machine(), "it names no counters"), rebuild_names));
    names_ = *std::move(table);
    now.detail = fmt::format("{}, {}", count_of(names_.size(), "name"), size_of(answer_.size()));
    if (names_.skipped() > 0)
      now.remark =
          fmt::format("{} cannot be read: {}", count_of(names_.skipped(), "more pair"), rebuild_names);
    return {};
  }

  result<void> query_one(diagnosis_step& now) {
    if (const auto asked = source_.query(fmt::to_string(processor), answer_); !asked)
      return failure(advised(asked.error(), mend_provider));
    return look_at_block(now);
  }

  result<void> query_all(diagnosis_step& now) {
    if (const auto asked = source_.query("Global", answer_); !asked)
      return failure(advised(asked.error(), mend_provider));
    if (auto looked = look_at_block(now); !looked) return looked;
    const auto block = data_block::parse(answer_);
    for (const object_type object : block->objects())
      if (std::ranges::find(indexes_, object.title_index()) == indexes_.end())
        indexes_.push_back(object.title_index());
    std::ranges::sort(indexes_);
    return {};
  }

  result<void> look_at_block(diagnosis_step& now) {
    const auto block = data_block::parse(answer_);
    if (!block) return failure(advised(block.error(), mend_provider));
    const auto count = static_cast<std::size_t>(std::ranges::distance(block->objects()));
    now.detail = fmt::format("{}, {}", count_of(count, "object"), size_of(answer_.size()));
    if (!block->defects().empty()) now.remark = describe(block->defects());
    if (count == 0)
      return failure(
          advised(nothing_there(source_.machine(), "the answer holds no object"), enable_counters));
    return {};
  }

  void add_object(std::uint32_t index) {
    const auto name = names_.find(index);
    diagnosed_object now{.title_index = index,
                         .name = name.empty() ? fmt::format("#{}", index) : std::string(name)};
    if (given_up_) {
      now.state = step_state::skipped;
    } else {
      const auto start = clock::now();
      const auto asked = source_.query(fmt::to_string(index), answer_);
      now.took = since(start);
      if (!asked)
        fail(now, advised(asked.error(), mend_provider));
      else
        look_at_object(now);
    }
    if (on_object_) on_object_(now);
    found_.objects.push_back(std::move(now));
  }

  void look_at_object(diagnosed_object& now) {
    const auto block = data_block::parse(answer_);
    if (!block) return fail(now, advised(block.error(), mend_provider));
    bool there = false;
    for (const object_type object : block->objects()) {
      if (object.title_index() != now.title_index) continue;
      there = true;
      now.bytes = object.bytes().size();
      now.counters = static_cast<std::size_t>(std::ranges::distance(object.counters()));
      now.instances = static_cast<std::size_t>(std::ranges::distance(object.instances()));
    }
    for (const auto& one : block->defects())
      if (!is_harmless(one)) now.defects.push_back(one.message());
    if (!there || !now.defects.empty())
      fail(now,
           advised(nothing_there(source_.machine(),
                                 there ? fmt::format("{} arrives damaged: {}", now.name, now.defects.front())
                                       : fmt::format("{} was asked for and did not come", now.name)),
                   mend_provider));
  }

  counter_source& source_;
  const step_observer& on_step_;
  const object_observer& on_object_;
  title_table names_{};
  byte_buffer answer_{};
  std::vector<std::uint32_t> indexes_{};
  bool given_up_ = false;
  counter_diagnosis found_{};
};

}  // namespace

counter_diagnosis diagnose_counters(counter_source& source, const step_observer& on_step,
                                    const object_observer& on_object) {
  return examination(source, on_step, on_object).run();
}

}  // namespace perfdata
