#include "monitor/core/display_unit.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

TEST(DisplayUnit, TypeAndNameTellTheUnit) {
  EXPECT_EQ(unit_of(counter_type::timer_100ns_inv, "% Processor Time").kind, unit_kind::percent);
  EXPECT_EQ(unit_of(counter_type::raw_fraction, "% Committed Bytes In Use").kind, unit_kind::percent);
  EXPECT_EQ(unit_of(counter_type::average_timer, "Avg. Disk sec/Read").kind, unit_kind::seconds);
  EXPECT_EQ(unit_of(counter_type::elapsed_time, "System Up Time").kind, unit_kind::seconds);
  EXPECT_EQ(unit_of(counter_type::bulk_count, "Disk Read Bytes/sec").kind, unit_kind::bytes_per_second);
  EXPECT_EQ(unit_of(counter_type::counter, "Context Switches/sec").kind, unit_kind::per_second);
  EXPECT_EQ(unit_of(counter_type::average_bulk, "Avg. Disk Bytes/Read").kind, unit_kind::bytes);
  EXPECT_EQ(unit_of(counter_type::large_rawcount, "Working Set - Private").kind, unit_kind::bytes);
  EXPECT_EQ(unit_of(counter_type::large_rawcount, "Current Bandwidth").kind, unit_kind::bits_per_second);
  EXPECT_EQ(unit_of(counter_type::rawcount, "Threads"), display_unit{});
  EXPECT_EQ(unit_of(counter_type::double_raw, "% Idle Time").kind, unit_kind::percent);
  EXPECT_EQ(unit_of(counter_type::double_raw, "Avg. Disk sec/Read").kind, unit_kind::seconds);
}

TEST(DisplayUnit, KiloAndMegabytesAreShownAsBytes) {
  EXPECT_EQ(unit_of(counter_type::large_rawcount, "Available KBytes"),
            (display_unit{unit_kind::bytes, 1024}));
  EXPECT_EQ(unit_of(counter_type::rawcount, "Available MBytes"), (display_unit{unit_kind::bytes, 1048576}));
  EXPECT_EQ(unit_of(counter_type::rawcount, "Free Megabytes"), (display_unit{unit_kind::bytes, 1048576}));
}

struct written {
  double value;
  unit_kind kind;
  const char* text;
};

class FormatValue : public testing::TestWithParam<written> {};

TEST_P(FormatValue, IsShort) {
  EXPECT_EQ(format_value(GetParam().value, GetParam().kind), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, FormatValue,
    testing::Values(
        written{12.345, unit_kind::percent, "12.3 %"}, written{0, unit_kind::percent, "0 %"},
        written{100, unit_kind::percent, "100 %"}, written{0.004, unit_kind::percent, "0.004 %"},
        written{0, unit_kind::bytes, "0 B"}, written{1023, unit_kind::bytes, "1023 B"},
        written{1536, unit_kind::bytes, "1.50 KiB"}, written{24.0e9, unit_kind::bytes, "22.4 GiB"},
        written{-2097152, unit_kind::bytes, "-2 MiB"},
        written{1.25 * 1024 * 1024, unit_kind::bytes_per_second, "1.25 MiB/s"},
        written{1e9, unit_kind::bits_per_second, "1 Gbit/s"}, written{12345, unit_kind::number, "12,345"},
        written{-1234567, unit_kind::number, "-1,234,567"}, written{999, unit_kind::number, "999"},
        written{2.5, unit_kind::number, "2.50"}, written{0.018, unit_kind::seconds, "18 ms"},
        written{0.0000042, unit_kind::seconds, "4.20 µs"}, written{0, unit_kind::seconds, "0 s"},
        written{7200, unit_kind::seconds, "2 h"}, written{1250, unit_kind::per_second, "1250 /s"},
        written{125000, unit_kind::per_second, "125 k/s"}));

}  // namespace
