#include <gtest/gtest.h>

#include <perfdata/linux/field_cursor.hpp>
#include <perfdata/linux/keyed_numbers.hpp>

namespace perfdata::procfs {
namespace {

TEST(FieldCursor, SeparatesAtBlanksTabsAndLineEnds) {
  field_cursor fields("  a\t\tbc \n d");
  EXPECT_EQ(fields.next(), "a");
  EXPECT_EQ(fields.next(), "bc");
  EXPECT_EQ(fields.next(), "d");
  EXPECT_EQ(fields.next(), "");
  EXPECT_EQ(fields.next(), "");
}

TEST(FieldCursor, NumberIsTheWholeFieldOrNothing) {
  EXPECT_EQ(field_cursor(" 42 ").number(), 42U);
  EXPECT_EQ(field_cursor("18446744073709551615").number(), 18446744073709551615U);
  for (const char* bad : {"", " ", "x", "12x", "-1", "+1", "18446744073709551616", "0x10"})
    EXPECT_FALSE(field_cursor(bad).number()) << bad;
  EXPECT_EQ(field_cursor("-20").signed_number(), -20);
}

TEST(LineCursor, GivesEmptyLinesAndALastLineWithoutEnd) {
  line_cursor lines("a\n\nb");
  EXPECT_EQ(lines.next(), "a");
  EXPECT_EQ(lines.next(), "");
  EXPECT_EQ(lines.next(), "b");
  EXPECT_FALSE(lines.next());
  EXPECT_FALSE(line_cursor("").next());
}

TEST(KeyedNumbers, FindsKeysWithAndWithoutColon) {
  keyed_number wanted[] = {{"MemFree"}, {"pgfault"}, {"Mem"}, {"bad"}, {"twice"}};
  read_keyed_numbers("MemFree:  12 kB\npgfault 7\nbad: x\ntwice 1\ntwice 2\n\n:\n", wanted);
  EXPECT_EQ(wanted[0].value, 12U);
  EXPECT_EQ(wanted[1].value, 7U);
  EXPECT_FALSE(wanted[2].value) << "a key is matched whole";
  EXPECT_FALSE(wanted[3].value);
  EXPECT_EQ(wanted[4].value, 1U);
}

TEST(KeyedNumbers, ForgetsWhatAnEarlierTextHeld) {
  keyed_number wanted[] = {{"a", 5}};
  read_keyed_numbers("b 1\n", wanted);
  EXPECT_FALSE(wanted[0].value);
}

TEST(SnmpNumbers, TakesColumnsByName) {
  keyed_number wanted[] = {{"OutSegs"}, {"MaxConn"}, {"InSegs"}, {"Absent"}};
  read_snmp_numbers("Ip: A\nIp: 1\nTcp: MaxConn InSegs OutSegs Late\nTcp: -1 10 20\n", "Tcp", wanted);
  EXPECT_EQ(wanted[0].value, 20U);
  EXPECT_FALSE(wanted[1].value) << "a negative number is no count";
  EXPECT_EQ(wanted[2].value, 10U);
  EXPECT_FALSE(wanted[3].value);
}

TEST(SnmpNumbers, ProtocolWithoutItsSecondLineGivesNothing) {
  keyed_number wanted[] = {{"InSegs"}};
  for (const char* text :
       {"", "Tcp: InSegs", "Tcp: InSegs\n", "Tcp: InSegs\nUdp: 1\n", "TcpExt: InSegs\nTcpExt: 1\n"}) {
    read_snmp_numbers(text, "Tcp", wanted);
    EXPECT_FALSE(wanted[0].value) << text;
  }
}

}  // namespace
}  // namespace perfdata::procfs
