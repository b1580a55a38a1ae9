#include <gtest/gtest.h>

#include <perfdata/registry/registry_path.hpp>

using namespace perfdata;

namespace {

struct path_case {
  const char* text;
  const char* host;  // empty: this computer
  std::uint16_t port;
  predefined_key root;
  const char* subkey;
};

TEST(RegistryPath, MachineRootAndNamesAreToldApart) {
  for (const auto& c : {
           path_case{R"(\\HOST\HKLM\SOFTWARE\Vendor)", "HOST", 445, predefined_key::local_machine,
                     R"(SOFTWARE\Vendor)"},
           path_case{R"(\\HOST\HKLM)", "HOST", 445, predefined_key::local_machine, ""},
           path_case{R"(\\HOST\hkey_users\)", "HOST", 445, predefined_key::users, ""},
           path_case{R"(\\[fe80::1]:1445\HKU\S-1-5-18)", "fe80::1", 1445, predefined_key::users, "S-1-5-18"},
           path_case{R"(\\10.0.0.1:1445\HKPD)", "10.0.0.1", 1445, predefined_key::performance_data, ""},
           path_case{R"(\\.\HKPD)", "", 445, predefined_key::performance_data, ""},
           path_case{R"(HKLM\a b\c/d\)", "", 445, predefined_key::local_machine, R"(a b\c/d)"},
       }) {
    const auto path = registry_path::parse(c.text);
    ASSERT_TRUE(path) << c.text << ": " << path.error().message;
    EXPECT_EQ(path->machine.has_value(), *c.host != '\0') << c.text;
    if (path->machine) {
      EXPECT_EQ(path->machine->host, c.host);
      EXPECT_EQ(path->machine->port, c.port);
    }
    EXPECT_EQ(path->root, c.root) << c.text;
    EXPECT_EQ(path->subkey, c.subkey) << c.text;
  }
}

TEST(RegistryPath, WhatCannotBeMeantIsRefused) {
  for (const char* text : {"", R"(\\)", R"(\\HOST)", R"(\\HOST\)", R"(\\HOST\SOFTWARE)", R"(\\\HKLM)",
                           R"(\\HO ST\HKLM)", R"(\\HOST:0\HKLM)", R"(\HKLM)", R"(HKLM\a\\b)", R"(HKLM\\a)",
                           R"(HKLM\a\\)", "SOFTWARE", R"(\\HOST\HKLM\a\\)"}) {
    const auto path = registry_path::parse(text);
    ASSERT_FALSE(path) << text;
    EXPECT_EQ(path.error().code, errc::invalid_argument) << text;
    EXPECT_FALSE(path.error().advice.empty()) << text;
  }
}

TEST(RegistryPath, PrintsWithTheLongNameOfItsRoot) {
  for (const auto& [text, printed] :
       {std::pair(R"(\\host:1445\hklm\SOFTWARE\)", R"(\\host:1445\HKEY_LOCAL_MACHINE\SOFTWARE)"),
        {R"(hkpd)", "HKEY_PERFORMANCE_DATA"}}) {
    const auto path = registry_path::parse(text);
    ASSERT_TRUE(path);
    EXPECT_EQ(path->to_string(), printed);
    EXPECT_TRUE(registry_path::parse(path->to_string()));
  }
}

}  // namespace
