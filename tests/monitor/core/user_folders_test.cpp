#include "monitor/core/user_folders.hpp"

#include <gtest/gtest.h>

using namespace perfdata::monitor;

namespace {

TEST(UserFolders, DocumentsAreWhereUserDirsSays) {
  const auto named = [](const char* text) {
    return folder_in_user_dirs(text, "XDG_DOCUMENTS_DIR", "/home/a").string();
  };
  EXPECT_EQ(named("# of mine\nXDG_DESKTOP_DIR=\"$HOME/Desktop\"\nXDG_DOCUMENTS_DIR=\"$HOME/Texte\"\n"),
            "/home/a/Texte");
  EXPECT_EQ(named("XDG_DOCUMENTS_DIR=\"/data/papers\""), "/data/papers");
  EXPECT_EQ(named("XDG_DOCUMENTS_DIR=\"relative\"\n"), "");
  EXPECT_EQ(named("XDG_DOCUMENTS_DIR=\"\n"), "");
  EXPECT_EQ(named("XDG_DOCUMENTS_DIR="), "");
  EXPECT_EQ(named(""), "");
}

TEST(UserFolders, NamesBeginWithTheTime) {
  const auto name = time_stamped_name(".csv");
  EXPECT_EQ(name.size(), std::string("perfdata-20261123-142501Z.csv").size());
  EXPECT_TRUE(name.starts_with("perfdata-20"));
  EXPECT_TRUE(name.ends_with("Z.csv"));
}

}  // namespace
