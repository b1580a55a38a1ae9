#include "monitor/cli/registry_output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/printed.hpp>

#include <perfdata/base/utf16.hpp>

using namespace perfdata;
using namespace perfdata::cli;
using namespace std::string_view_literals;

namespace {

byte_buffer bytes_of(std::initializer_list<unsigned> values) {
  byte_buffer bytes;
  for (const unsigned value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

registry_value text_value(std::string name, std::string_view text) {
  return {.name = std::move(name), .type = registry_type::sz, .data = to_utf16le(text)};
}

registry_value list_value() {
  return {.name = "List", .type = registry_type::multi_sz, .data = to_utf16le("a\0b c\0\0"sv)};
}

const registry_value number_value{
    .name = "Number", .type = registry_type::dword, .data = bytes_of({0x11, 0, 0, 0})};
const registry_value wrong_value{.name = "Wrong", .type = registry_type::dword, .data = bytes_of({1, 0xFE})};

std::string value_text(const registry_value& value) {
  return test::printed([&](std::FILE* out) { print_value(out, value); });
}

TEST(RegistryOutput, ValuesAreWrittenAsRegQueryWritesThem) {
  EXPECT_EQ(value_text(text_value("Text", "C:\\x\0"sv)), "Text    REG_SZ    C:\\x\n");
  EXPECT_EQ(value_text(text_value("", "d")), "(Default)    REG_SZ    d\n");
  EXPECT_EQ(value_text(number_value), "Number    REG_DWORD    0x11 (17)\n");
  EXPECT_EQ(value_text({.name = "B", .type = registry_type::binary, .data = bytes_of({0, 0xAB})}),
            "B    REG_BINARY    00ab\n");
  EXPECT_EQ(value_text(list_value()), "List    REG_MULTI_SZ\n    a\n    b c\n");
}

TEST(RegistryOutput, BytesThatDoNotFitTheirTypeAreShownAndSaidToBe) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(value_text(wrong_value), "Wrong    REG_DWORD    01fe\n");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr("it needs 4"));
  const auto parsed = nlohmann::json::parse(value_as_json("K", wrong_value));
  EXPECT_EQ(parsed["value"], "01fe");
  EXPECT_THAT(parsed["malformed"].get<std::string>(), testing::HasSubstr("it needs 4"));
}

TEST(RegistryOutput, ControlCharactersDoNotReachTheTerminal) {
  const auto text = value_text(text_value("a\x1b[2J", "b\nc"));
  EXPECT_EQ(text,
            "a\xEF\xBF\xBD[2J    REG_SZ    b\xEF\xBF\xBD"
            "c\n");
}

TEST(RegistryOutput, AListingHasKeysThenValuesInALineEach) {
  const key_listing listing{
      .path = "K", .subkeys = {"One", "Two\x07"}, .values = {{list_value(), number_value}}};
  EXPECT_EQ(test::printed([&](std::FILE* out) { print_listing(out, listing); }),
            "One\\\nTwo\xEF\xBF\xBD\\\nList    REG_MULTI_SZ    a\\0b c\nNumber    REG_DWORD    0x11 (17)\n");
}

TEST(RegistryOutput, JsonKeepsTypesAndMeanings) {
  const auto listing = nlohmann::json::parse(
      listing_as_json({.path = "K", .subkeys = {"One"}, .values = {{list_value(), number_value}}}));
  EXPECT_EQ(listing["key"], "K");
  EXPECT_EQ(listing["subkeys"], nlohmann::json::array({"One"}));
  EXPECT_EQ(listing["values"][0]["value"], nlohmann::json::array({"a", "b c"}));
  EXPECT_EQ(listing["values"][1]["value"], 17);
  EXPECT_EQ(listing["values"][1]["type"], "REG_DWORD");
  EXPECT_EQ(listing["values"][1]["size"], 4);
  EXPECT_FALSE(nlohmann::json::parse(listing_as_json({.path = "K"})).contains("values"));
  EXPECT_EQ(nlohmann::json::parse(value_as_json("K", text_value("T", "x")))["key"], "K");
}

}  // namespace
