#include <functional>
#include <gtest/gtest.h>
#include <map>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/registry/performance_key.hpp>
#include <perfdata/registry/registry_key.hpp>

using namespace perfdata;

namespace {

/// What became of the keys of a test.
struct record_of_keys {
  int opened = 0;
  int closed = 0;
  int asked = 0;
  bool refuse_close = false;
};

class recording_backend final : public registry_backend {
 public:
  explicit recording_backend(record_of_keys& record) : record_(record) { ++record_.opened; }
  ~recording_backend() override {
    if (!closed_) ++record_.closed;
  }
  result<registry_value> query_value(std::string_view name) override {
    ++record_.asked;
    return registry_value{.name = std::string(name), .type = registry_type::sz};
  }
  result<std::unique_ptr<registry_backend>> open_subkey(std::string_view) override {
    ++record_.asked;
    return std::make_unique<recording_backend>(record_);
  }
  result<std::vector<std::string>> subkeys() override {
    ++record_.asked;
    return std::vector<std::string>{"a", "b"};
  }
  result<std::vector<registry_value>> values() override {
    ++record_.asked;
    return std::vector<registry_value>{};
  }
  result<registry_key_info> info() override {
    ++record_.asked;
    return registry_key_info{.subkeys = 2};
  }
  result<void> close() override {
    closed_ = true;
    ++record_.closed;
    if (record_.refuse_close) return failure({.code = errc::connection_lost, .message = "gone"});
    return {};
  }

 private:
  record_of_keys& record_;
  bool closed_ = false;
};

registry_key key_of(record_of_keys& record, predefined_key root = predefined_key::local_machine) {
  return {root, std::make_unique<recording_backend>(record)};
}

template <class Result>
void expect_invalid_handle(const Result& refused) {
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::invalid_argument);
  ASSERT_TRUE(refused.error().system);
  EXPECT_EQ(refused.error().system->win32, error_invalid_handle);
  EXPECT_FALSE(refused.error().system->step.empty());
}

void expect_nothing_works(registry_key& key) {
  EXPECT_FALSE(key.is_open());
  expect_invalid_handle(key.query_value("x"));
  expect_invalid_handle(key.open_subkey("x"));
  expect_invalid_handle(key.subkeys());
  expect_invalid_handle(key.values());
  expect_invalid_handle(key.info());
  expect_invalid_handle(key.close());
}

TEST(RegistryKey, ClosesWhenItGoes) {
  record_of_keys record;
  {
    auto key = key_of(record);
    const auto moved = std::move(key);
    EXPECT_EQ(record.closed, 0);
  }
  EXPECT_EQ(record.closed, 1);
}

TEST(RegistryKey, IsClosedOnceAndThenAnInvalidHandle) {
  record_of_keys record;
  {
    auto key = key_of(record);
    EXPECT_TRUE(key.is_open());
    EXPECT_TRUE(key.close());
    EXPECT_EQ(record.closed, 1);
    expect_nothing_works(key);
  }
  EXPECT_EQ(record.closed, 1);
  EXPECT_EQ(record.asked, 0);
}

TEST(RegistryKey, NeverOpenedAndMovedFromKeysAreInvalidHandles) {
  registry_key never;
  expect_nothing_works(never);
  record_of_keys record;
  auto key = key_of(record);
  auto other = std::move(key);
  expect_nothing_works(key);  // NOLINT(bugprone-use-after-move): that is the point
  EXPECT_TRUE(other.is_open());
}

TEST(RegistryKey, AssigningClosesWhatWasOpen) {
  record_of_keys first;
  record_of_keys second;
  auto key = key_of(first);
  key = key_of(second);
  EXPECT_EQ(first.closed, 1);
  EXPECT_EQ(second.closed, 0);
}

TEST(RegistryKey, AFailedCloseIsToldAndStillCloses) {
  record_of_keys record{.refuse_close = true};
  auto key = key_of(record);
  const auto closed = key.close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, errc::connection_lost);
  EXPECT_FALSE(key.is_open());
}

TEST(RegistryKey, SubkeysKnowTheirRootAndOutliveTheirParent) {
  record_of_keys record;
  auto key = key_of(record, predefined_key::users);
  auto subkey = key.open_subkey("S-1-5-18");
  ASSERT_TRUE(subkey);
  ASSERT_TRUE(key.close());
  EXPECT_EQ(subkey->root(), predefined_key::users);
  EXPECT_TRUE(subkey->query_value(""));
}

TEST(RegistryKey, PerformanceKeysRefuseSubkeysWithoutAsking) {
  for (const auto root : {predefined_key::performance_data, predefined_key::performance_text,
                          predefined_key::performance_nls_text}) {
    record_of_keys record;
    auto key = key_of(record, root);
    expect_invalid_handle(key.open_subkey("x"));
    expect_invalid_handle(key.subkeys());
    EXPECT_EQ(record.asked, 0);
    EXPECT_TRUE(key.values());
    EXPECT_TRUE(key.info());
  }
}

/// Answers each name with as many bytes as the table says.
class sized_source final : public counter_source {
 public:
  result<void> query(std::string_view name, byte_buffer& answer) override {
    const auto known = sizes_.find(name);
    if (known == sizes_.end()) return failure({.code = errc::not_found, .message = "no such name"});
    answer.assign(known->second, std::byte{7});
    return {};
  }
  std::string machine() const override { return "SIZED"; }

 private:
  std::map<std::string, std::size_t, std::less<>> sizes_{
      {"Global", 100}, {"Counter", 20}, {"Help", 40}, {"Counter 009", 24}};
};

registry_key performance_key(predefined_key root) {
  return open_performance_key(root, std::make_unique<sized_source>());
}

TEST(PerformanceKey, ValuesHaveTheirTypesWhateverTheSourceSays) {
  auto key = performance_key(predefined_key::performance_data);
  const auto block = key.query_value("Global");
  ASSERT_TRUE(block);
  EXPECT_EQ(block->name, "Global");
  EXPECT_EQ(block->type, registry_type::binary);
  EXPECT_EQ(block->data.size(), 100U);
  const auto titles = key.query_value("Counter 009");
  ASSERT_TRUE(titles);
  EXPECT_EQ(titles->type, registry_type::multi_sz);
  const auto unknown = key.query_value("nothing");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, errc::not_found);
}

TEST(PerformanceKey, TextKeysKnowTitleTablesOnly) {
  auto key = performance_key(predefined_key::performance_text);
  EXPECT_TRUE(key.query_value("Counter"));
  const auto block = key.query_value("Global");
  ASSERT_FALSE(block);
  EXPECT_EQ(block.error().code, errc::not_found);
  ASSERT_TRUE(block.error().system);
  EXPECT_EQ(block.error().system->win32, 2U);
}

TEST(PerformanceKey, EnumeratesWhatItIsAbout) {
  auto data = performance_key(predefined_key::performance_data);
  const auto global = data.values();
  ASSERT_TRUE(global);
  ASSERT_EQ(global->size(), 1U);
  EXPECT_EQ(global->front().name, "Global");
  auto text = performance_key(predefined_key::performance_text);
  const auto titles = text.values();
  ASSERT_TRUE(titles);
  ASSERT_EQ(titles->size(), 2U);
  EXPECT_EQ((*titles)[1].name, "Help");
  const auto info = text.info();
  ASSERT_TRUE(info);
  EXPECT_EQ(info->subkeys, 0U);
  EXPECT_EQ(info->values, 2U);
  EXPECT_EQ(info->longest_value, 40U);
  EXPECT_EQ(info->longest_value_name, 7U);
}

}  // namespace
