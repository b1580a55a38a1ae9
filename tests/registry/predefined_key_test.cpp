#include <gtest/gtest.h>

#include <perfdata/registry/predefined_key.hpp>

using namespace perfdata;

namespace {

TEST(PredefinedKey, LongAndShortNamesAreReadInAnyCase) {
  for (const auto& [name, key] : {std::pair("HKEY_LOCAL_MACHINE", predefined_key::local_machine),
                                  {"hklm", predefined_key::local_machine},
                                  {"HKU", predefined_key::users},
                                  {"hkey_users", predefined_key::users},
                                  {"HKPD", predefined_key::performance_data},
                                  {"HKPT", predefined_key::performance_text},
                                  {"HKPN", predefined_key::performance_nls_text},
                                  {"HKCR", predefined_key::classes_root},
                                  {"HKCU", predefined_key::current_user},
                                  {"HKCC", predefined_key::current_config}}) {
    const auto parsed = parse_predefined_key(name);
    ASSERT_TRUE(parsed) << name;
    EXPECT_EQ(*parsed, key) << name;
  }
}

TEST(PredefinedKey, NamesComeBack) {
  for (const std::uint32_t number : {0x80000000U, 0x80000001U, 0x80000002U, 0x80000003U, 0x80000004U,
                                     0x80000005U, 0x80000050U, 0x80000060U}) {
    const auto key = static_cast<predefined_key>(number);
    const auto parsed = parse_predefined_key(to_string(key));
    ASSERT_TRUE(parsed) << to_string(key);
    EXPECT_EQ(*parsed, key);
  }
  EXPECT_EQ(to_string(static_cast<predefined_key>(7)), "an unknown key");
}

TEST(PredefinedKey, OtherNamesAreRefusedWithWhatToWrite) {
  for (const char* name : {"", "HKEY", "HKLM ", "SOFTWARE", "HKDD"}) {
    const auto parsed = parse_predefined_key(name);
    ASSERT_FALSE(parsed) << name;
    EXPECT_EQ(parsed.error().code, errc::invalid_argument);
    EXPECT_NE(parsed.error().advice.find("HKLM"), std::string::npos);
  }
}

TEST(PredefinedKey, AConnectionCanBeMadeToThoseOfRegConnectRegistryOnly) {
  for (const auto key :
       {predefined_key::local_machine, predefined_key::users, predefined_key::performance_data,
        predefined_key::performance_text, predefined_key::performance_nls_text})
    EXPECT_TRUE(is_connectable(key)) << to_string(key);
  for (const auto key :
       {predefined_key::classes_root, predefined_key::current_user, predefined_key::current_config,
        static_cast<predefined_key>(0), static_cast<predefined_key>(0x80000006)})
    EXPECT_FALSE(is_connectable(key)) << to_string(key);
}

}  // namespace
