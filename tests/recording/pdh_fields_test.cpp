#include <gtest/gtest.h>
#include <vector>

#include <perfdata/recording/pdh_fields.hpp>

using namespace perfdata;

namespace {

std::vector<std::string> fields_of(std::string_view line, char separator) {
  pdh_fields fields(line, separator);
  std::vector<std::string> all;
  std::string_view field;
  while (fields.next(field)) all.emplace_back(field);
  return all;
}

TEST(PdhFields, QuotesMayHoldSeparatorsAndDoubledQuotes) {
  EXPECT_EQ(fields_of(R"("a,b","c ""d"" e",f,"")", ','),
            (std::vector<std::string>{"a,b", R"(c "d" e)", "f", ""}));
}

TEST(PdhFields, LastFieldMayBeEmptyAndAQuoteMayBeMissing) {
  EXPECT_EQ(fields_of("1;2;", ';'), (std::vector<std::string>{"1", "2", ""}));
  EXPECT_EQ(fields_of(R"("1","2)", ','), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(fields_of("", ','), (std::vector<std::string>{""}));
  EXPECT_EQ(fields_of(R"("a""",x)", ','), (std::vector<std::string>{"a\"", "x"}));
}

TEST(PdhFields, SeparatorStandsBehindTheFirstField) {
  EXPECT_EQ(pdh_separator(R"x("(PDH-CSV 4.0) (a,b)(0)","\\h\o\c")x"), ',');
  EXPECT_EQ(pdh_separator("\"(PDH-TSV 4.0)\"\t\"\\\\h\\o\\c\""), '\t');
  EXPECT_EQ(pdh_separator(R"((PDH-CSV 4.0) (x)(0);\\h\o\c)"), ';');
}

TEST(PdhFields, NumbersOfAnyCountry) {
  EXPECT_EQ(parse_pdh_number("86.93735103284412"), 86.93735103284412);
  EXPECT_EQ(parse_pdh_number(" 12 "), 12.0);
  EXPECT_EQ(parse_pdh_number("86,937"), 86.937);
  EXPECT_EQ(parse_pdh_number("1,234,567.5"), 1234567.5);
  EXPECT_EQ(parse_pdh_number("-1.5e+03"), -1500.0);
  for (const char* none : {"", " ", "-", "abc", "1.#QNAN", "inf", "nan", "0x10", "1 2x"})
    EXPECT_FALSE(parse_pdh_number(none)) << none;
  EXPECT_FALSE(parse_pdh_number(std::string(1000, '1') + "x"));
}

TEST(PdhFields, TitleNamesTheZone) {
  EXPECT_EQ(parse_pdh_title("(PDH-CSV 4.0) (Pacific Standard Time)(480)"),
            (pdh_zone{"Pacific Standard Time", 480}));
  EXPECT_EQ(parse_pdh_title("(Pacific Daylight Time)(420)"), (pdh_zone{"Pacific Daylight Time", 420}));
  EXPECT_EQ(parse_pdh_title("(PDH-CSV 4.0) (W. Europe (winter) Time)(-60)"),
            (pdh_zone{"W. Europe (winter) Time", -60}));
  EXPECT_EQ(parse_pdh_title("(PDH-CSV 4.0)"), (pdh_zone{"UTC", 0}));
  EXPECT_EQ(parse_pdh_title("(PDH-CSV 4.0) (x)(99999999999)"), (pdh_zone{"UTC", 0}));
  EXPECT_FALSE(parse_pdh_title("Time"));
}

}  // namespace
