#include <gtest/gtest.h>
#include <initializer_list>

#include <perfdata/base/utf16.hpp>
#include <perfdata/registry/registry_value.hpp>

using namespace perfdata;

namespace {

byte_buffer bytes_of(std::initializer_list<unsigned> values) {
  byte_buffer bytes;
  for (const unsigned value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

registry_value value_of(registry_type type, byte_buffer data) {
  return {.name = "Name", .type = type, .data = std::move(data)};
}

byte_buffer text_of(std::string_view text) {
  return to_utf16le(text);
}

template <class T>
T meaning_of(registry_type type, byte_buffer data) {
  const auto meaning = value_of(type, std::move(data)).decode();
  EXPECT_TRUE(meaning) << to_string(type);
  if (!meaning || !std::holds_alternative<T>(*meaning)) {
    ADD_FAILURE() << "another kind of meaning for " << to_string(type);
    return {};
  }
  return std::get<T>(*meaning);
}

using namespace std::string_view_literals;
using list = std::vector<std::string>;

TEST(RegistryValue, TypesAreNamedAsWinntDoes) {
  EXPECT_EQ(to_string(registry_type::multi_sz), "REG_MULTI_SZ");
  EXPECT_EQ(to_string(registry_type::none), "REG_NONE");
  EXPECT_EQ(to_string(registry_type::qword), "REG_QWORD");
  EXPECT_EQ(to_string(static_cast<registry_type>(8)), "REG_RESOURCE_LIST");
  EXPECT_EQ(to_string(static_cast<registry_type>(42)), "type 42");
}

TEST(RegistryValue, TextEndsAtItsNulOrWithTheBytes) {
  EXPECT_EQ(meaning_of<std::string>(registry_type::sz, text_of("Grüße\0"sv)), "Grüße");
  EXPECT_EQ(meaning_of<std::string>(registry_type::sz, text_of("no end")), "no end");
  EXPECT_EQ(meaning_of<std::string>(registry_type::sz, text_of("end\0rest\0"sv)), "end");
  EXPECT_EQ(meaning_of<std::string>(registry_type::sz, {}), "");
  EXPECT_EQ(meaning_of<std::string>(registry_type::expand_sz, text_of("%SystemRoot%\\x\0"sv)),
            "%SystemRoot%\\x");
  EXPECT_EQ(meaning_of<std::string>(registry_type::link, text_of("\\Registry\\Machine")),
            "\\Registry\\Machine");
}

TEST(RegistryValue, UnpairedSurrogatesBecomeReplacementCharacters) {
  EXPECT_EQ(meaning_of<std::string>(registry_type::sz, bytes_of({0x00, 0xD8, 'a', 0})),
            "\xEF\xBF\xBD"
            "a");
}

TEST(RegistryValue, ListsEndAtTheirEmptyStringOrWithTheBytes) {
  EXPECT_EQ(meaning_of<list>(registry_type::multi_sz, text_of("a\0bc\0\0"sv)), (list{"a", "bc"}));
  EXPECT_EQ(meaning_of<list>(registry_type::multi_sz, text_of("a\0bc\0"sv)), (list{"a", "bc"}));
  EXPECT_EQ(meaning_of<list>(registry_type::multi_sz, text_of("a\0bc"sv)), (list{"a", "bc"}));
  EXPECT_EQ(meaning_of<list>(registry_type::multi_sz, text_of("a\0\0ignored\0"sv)), list{"a"});
  EXPECT_EQ(meaning_of<list>(registry_type::multi_sz, text_of("\0"sv)), list{});
  EXPECT_EQ(meaning_of<list>(registry_type::multi_sz, {}), list{});
}

TEST(RegistryValue, NumbersHaveTheirByteOrder) {
  EXPECT_EQ(meaning_of<std::uint64_t>(registry_type::dword, bytes_of({0x78, 0x56, 0x34, 0xF2})), 0xF2345678U);
  EXPECT_EQ(meaning_of<std::uint64_t>(registry_type::dword_big_endian, bytes_of({0xF2, 0x34, 0x56, 0x78})),
            0xF2345678U);
  EXPECT_EQ(meaning_of<std::uint64_t>(registry_type::qword, bytes_of({1, 0, 0, 0, 0, 0, 0, 0x80})),
            0x8000000000000001U);
}

TEST(RegistryValue, EverythingElseIsItsBytes) {
  const auto data = bytes_of({1, 2, 3});
  EXPECT_EQ(meaning_of<byte_buffer>(registry_type::binary, data), data);
  EXPECT_EQ(meaning_of<byte_buffer>(registry_type::none, data), data);
  EXPECT_EQ(meaning_of<byte_buffer>(static_cast<registry_type>(42), data), data);
}

TEST(RegistryValue, ATypeThatDoesNotFitItsBytesIsAnError) {
  for (const auto& value :
       {value_of(registry_type::dword, bytes_of({1, 2, 3})), value_of(registry_type::dword, {}),
        value_of(registry_type::dword, bytes_of({1, 2, 3, 4, 5})),
        value_of(registry_type::qword, bytes_of({1, 2, 3, 4})),
        value_of(registry_type::sz, bytes_of({'a', 0, 'b'})),
        value_of(registry_type::multi_sz, bytes_of({'a'}))}) {
    const auto meaning = value.decode();
    ASSERT_FALSE(meaning) << to_string(value.type);
    EXPECT_EQ(meaning.error().code, errc::malformed_data);
    EXPECT_NE(meaning.error().message.find("\"Name\" is a " + to_string(value.type)), std::string::npos);
  }
}

}  // namespace
