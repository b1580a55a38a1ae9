// The only time series of whole blocks: a Vista machine, six samples a minute apart, eight objects each.
#include "tests/support/scripted_source.hpp"
#include "tests/support/shared_data.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <perfdata/collect/collector.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

struct object_file {
  const char* number;
  const char* name;
};
constexpr object_file objects[] = {{"002", "System"},           {"004", "Memory"},      {"230", "Process"},
                                   {"234", "PhysicalDisk"},     {"236", "LogicalDisk"}, {"238", "Processor"},
                                   {"510", "NetworkInterface"}, {"638", "TCPv4"}};

class VistaSeries : public testing::Test {
 protected:
  void SetUp() override {
    if (captures("hkpd/pal-vista", ".bin").size() < 48)
      GTEST_SKIP() << "skipped: no " << shared_data("hkpd/pal-vista");
    source_.answer("Counter 009", read_bytes(shared_data("names/pal-vista_Counter009.multi_sz.utf16le.bin")));
  }

  // The collector asks for one object, so every object gets its turn with a collector of its own.
  std::vector<std::shared_ptr<const collection>> collect_object(const object_file& object) {
    collector collect(source_, *read_names(source_));
    const auto title = std::to_string(std::stoi(object.number));
    EXPECT_TRUE(collect.select({*counter_path::parse("\\" + title + "(*)\\*")}));
    std::vector<std::shared_ptr<const collection>> out;
    for (int sample = 0; sample < 6; ++sample) {
      const auto file =
          "hkpd/pal-vista/s0" + std::to_string(sample) + "_" + object.number + "_" + object.name + ".bin";
      source_.answer(title, read_bytes(shared_data(file)));
      auto got = collect.collect();
      EXPECT_TRUE(got) << file;
      out.push_back(std::move(*got));
    }
    return out;
  }

  scripted_source source_;
};

TEST_F(VistaSeries, ValuesBetweenTheFirstTwoSamplesAreThoseComputedElsewhere) {
  std::map<std::string, cooked_value> cooked;
  for (const auto& object : objects) {
    const auto series = collect_object(object);
    for (const auto& r : series[1]->rows) cooked[r.object + '|' + r.instance + '|' + r.counter] = r.cooked;
  }
  std::ifstream in(shared_data("truth/pal_s00_s01_self_computed.json"));
  int checked = 0;
  for (const auto& expected : nlohmann::json::parse(in)) {
    const auto instance = expected["instance"].is_null() ? "" : expected["instance"].get<std::string>();
    const auto key =
        expected["object"].get<std::string>() + '|' + instance + '|' + expected["counter"].get<std::string>();
    ASSERT_TRUE(cooked.contains(key)) << key;
    ASSERT_TRUE(cooked[key].has_value()) << key << ": " << to_string(cooked[key].status);
    const auto value = expected["value"].get<double>();
    EXPECT_NEAR(*cooked[key].value, value, std::abs(value) * 1e-12) << key;
    ++checked;
  }
  EXPECT_EQ(checked, 18);
}

TEST_F(VistaSeries, EveryPairOfSamplesCooksAndWhatHasNoValueHasAReasonThatIsKnown) {
  std::map<cooked_status, int> seen;
  for (const auto& object : objects) {
    const auto series = collect_object(object);
    for (std::size_t i = 1; i < series.size(); ++i)
      for (const auto& r : series[i]->rows) {
        ++seen[r.cooked.status];
        if (r.cooked.has_value()) {
          EXPECT_TRUE(std::isfinite(*r.cooked.value)) << r.path;
          EXPECT_GE(*r.cooked.value, 0) << r.path;
        }
      }
  }
  EXPECT_GT(seen[cooked_status::ok], 5000);
  EXPECT_GT(seen[cooked_status::no_events], 0);          // idle disks
  EXPECT_GT(seen[cooked_status::first_sample], 0);       // processes that came
  EXPECT_GT(seen[cooked_status::counter_went_back], 0);  // Process(_Total) when one ended
  for (const auto& [status, count] : seen)
    EXPECT_TRUE(status == cooked_status::ok || status == cooked_status::no_events ||
                status == cooked_status::wrapped || status == cooked_status::clamped_low ||
                status == cooked_status::first_sample || status == cooked_status::counter_went_back)
        << to_string(status) << " x " << count;
}

}  // namespace
