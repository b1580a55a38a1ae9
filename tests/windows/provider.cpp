// A provider of performance data as Windows loads it: a DLL with three functions that a service's key names.
// Its numbers grow with each query of the process, so that two samples differ by known amounts.
//
// Variables of the environment that change what it does:
//   PERFDATA_TEST_INSTANCES  how many instances the first object has, instead of three
//   PERFDATA_TEST_RAW        leave Wine's mistake as it is, see right_place
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <cwchar>
#include <iterator>
#include <string>
#include <windows.h>
// Needs windows.h first.
#include <winperf.h>

namespace {

constexpr DWORD processor_like = 7000;  // an object with three instances
constexpr DWORD system_like = 7100;     // and one without
constexpr DWORD object_size = sizeof(PERF_OBJECT_TYPE);
constexpr DWORD counter_size = sizeof(PERF_COUNTER_DEFINITION);

std::uint32_t variable(const wchar_t* name, std::uint32_t otherwise) {
  wchar_t text[16]{};
  const DWORD length = ::GetEnvironmentVariableW(name, text, std::size(text));
  return length != 0 && length < std::size(text) ? static_cast<std::uint32_t>(std::wcstoul(text, nullptr, 10))
                                                 : otherwise;
}

/// Wine loads this DLL for each query anew, so the number lives in the environment.
std::uint32_t count_queries() {
  const std::uint32_t queries = variable(L"PERFDATA_TEST_QUERIES", 0) + 1;
  ::SetEnvironmentVariableW(L"PERFDATA_TEST_QUERIES", std::to_wstring(queries).c_str());
  return queries;
}

/// A bounded writer: what does not fit is only counted.
class writer {
 public:
  writer(std::byte* to, std::size_t room) : to_(to), room_(room) {}

  template <class Record>
  void put(const Record& record) {
    put_bytes(&record, sizeof(record));
  }
  void put_bytes(const void* from, std::size_t size) {
    if (size_ + size <= room_) std::memcpy(to_ + size_, from, size);
    size_ += size;
  }
  [[nodiscard]] bool all_fitted() const { return size_ <= room_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::byte* to_;
  std::size_t room_;
  std::size_t size_ = 0;
};

struct definition {
  DWORD title, type, size, offset;
};

PERF_COUNTER_DEFINITION counter(const definition& of) {
  PERF_COUNTER_DEFINITION record{};
  record.ByteLength = sizeof(record);
  record.CounterNameTitleIndex = of.title;
  record.CounterHelpTitleIndex = of.title + 1;
  record.DetailLevel = PERF_DETAIL_NOVICE;
  record.CounterType = of.type;
  record.CounterSize = of.size;
  record.CounterOffset = of.offset;
  return record;
}

PERF_OBJECT_TYPE object(DWORD title, DWORD counters, DWORD total, LONG instances) {
  LARGE_INTEGER ticks{}, frequency{};
  ::QueryPerformanceCounter(&ticks);
  ::QueryPerformanceFrequency(&frequency);
  PERF_OBJECT_TYPE record{};
  record.HeaderLength = sizeof(record);
  record.DefinitionLength = object_size + counters * counter_size;
  record.TotalByteLength = total;
  record.ObjectNameTitleIndex = title;
  record.ObjectHelpTitleIndex = title + 1;
  record.DetailLevel = PERF_DETAIL_NOVICE;
  record.NumCounters = counters;
  record.NumInstances = instances;
  record.PerfTime = ticks;
  record.PerfFreq = frequency;
  return record;
}

constexpr definition busy_counters[] = {{7002, PERF_COUNTER_RAWCOUNT, 4, 4},
                                        {7004, PERF_COUNTER_LARGE_DELTA, 8, 8},
                                        {7006, PERF_RAW_FRACTION, 4, 16},
                                        {7006, PERF_RAW_BASE, 4, 20}};
constexpr DWORD busy_values = 24;
constexpr definition quiet_counters[] = {{7102, PERF_COUNTER_RAWCOUNT, 4, 4}};
constexpr DWORD quiet_values = 8;
constexpr DWORD name_room = 32;  // bytes, with the NUL, a multiple of eight

std::wstring name_of(std::uint32_t number) {
  constexpr const wchar_t* first[] = {L"alpha", L"B\u00fcro", L"_Total"};
  return number <= std::size(first) ? first[number - 1] : L"more " + std::to_wstring(number);
}

void write_instance(writer& out, std::uint32_t number, std::uint32_t queries) {
  const std::wstring name = name_of(number);
  PERF_INSTANCE_DEFINITION record{};
  record.ByteLength = sizeof(record) + name_room;
  record.UniqueID = PERF_NO_UNIQUE_ID;
  record.NameOffset = sizeof(record);
  record.NameLength = static_cast<DWORD>((name.size() + 1) * sizeof(wchar_t));
  out.put(record);
  char text[name_room]{};
  std::memcpy(text, name.c_str(), record.NameLength);
  out.put(text);
  const std::uint64_t grown = std::uint64_t{1} << 40U | std::uint64_t{queries} * number;
  out.put(PERF_COUNTER_BLOCK{.ByteLength = busy_values});
  out.put(std::uint32_t{100 * number});
  out.put(grown);
  out.put(std::uint32_t{25 * number});
  out.put(std::uint32_t{100});
}

void write_busy(writer& out) {
  const std::uint32_t instances = variable(L"PERFDATA_TEST_INSTANCES", 3);
  const std::uint32_t queries = count_queries();
  constexpr DWORD each = sizeof(PERF_INSTANCE_DEFINITION) + name_room + busy_values;
  constexpr DWORD count = std::size(busy_counters);
  const DWORD total = object_size + count * counter_size + instances * each;
  out.put(object(processor_like, count, total, static_cast<LONG>(instances)));
  for (const auto& one : busy_counters) out.put(counter(one));
  for (std::uint32_t number = 1; number <= instances; ++number) write_instance(out, number, queries);
}

void write_quiet(writer& out) {
  constexpr DWORD total = object_size + counter_size + quiet_values;
  out.put(object(system_like, 1, total, PERF_NO_INSTANCES));
  out.put(counter(quiet_counters[0]));
  out.put(PERF_COUNTER_BLOCK{.ByteLength = quiet_values});
  out.put(std::uint32_t{42});
}

bool lists(const wchar_t* query, DWORD title) {
  for (const wchar_t* at = query; *at != L'\0';) {
    wchar_t* end = nullptr;
    if (std::wcstoul(at, &end, 10) == title) return true;
    at = end == at ? at + 1 : end;
  }
  return false;
}

/// Wine hands out a place that lies behind the block's header by the header's length again, counted from the
/// wrong end: the header is looked for, and where it says that the objects begin is where they are written.
/// PERFDATA_TEST_RAW keeps Wine's place.
std::byte* right_place(std::byte* given) {
  const bool wine = ::GetProcAddress(::GetModuleHandleW(L"ntdll"), "wine_get_version") != nullptr;
  if (!wine || ::GetEnvironmentVariableW(L"PERFDATA_TEST_RAW", nullptr, 0) != 0) return given;
  constexpr wchar_t signature[4] = {L'P', L'E', L'R', L'F'};
  constexpr std::size_t farthest = std::size_t{16} * 1024 * 1024;  // other providers wrote in between
  for (std::size_t back = sizeof(PERF_DATA_BLOCK); back <= farthest; back += 4) {
    if (std::memcmp(given - back, signature, sizeof(signature)) != 0) continue;
    PERF_DATA_BLOCK header{};
    std::memcpy(&header, given - back, sizeof(header));
    return given - back + header.TotalByteLength;
  }
  return given;
}

}  // namespace

extern "C" {

__declspec(dllexport) DWORD APIENTRY ProviderOpen(LPWSTR) {
  return ERROR_SUCCESS;
}

__declspec(dllexport) DWORD APIENTRY
    ProviderCollect(LPWSTR query, LPVOID* data, LPDWORD room, LPDWORD objects) {
  const bool global = query == nullptr || *query == L'\0' || ::_wcsicmp(query, L"Global") == 0;
  auto* const given = static_cast<std::byte*>(*data);
  writer out(right_place(given), *room);
  *room = 0;
  *objects = 0;
  DWORD written = 0;
  if (global || lists(query, processor_like)) {
    write_busy(out);
    ++written;
  }
  if (global || lists(query, system_like)) {
    write_quiet(out);
    ++written;
  }
  if (!out.all_fitted()) return ERROR_MORE_DATA;
  *data = given + out.size();
  *room = static_cast<DWORD>(out.size());
  *objects = written;
  return ERROR_SUCCESS;
}

__declspec(dllexport) DWORD APIENTRY ProviderClose() {
  return ERROR_SUCCESS;
}
}
