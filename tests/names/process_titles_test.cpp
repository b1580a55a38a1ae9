#include <algorithm>
#include <gtest/gtest.h>

#include <perfdata/names/base_names.hpp>
#include <perfdata/names/process_titles.hpp>

using namespace perfdata;

namespace {

TEST(ProcessTitles, AreWindowsOwn) {
  const std::pair<std::uint32_t, std::string_view> expected[] = {
      {title::processor_time, "% Processor Time"},
      {title::page_faults, "Page Faults/sec"},
      {title::user_time, "% User Time"},
      {title::privileged_time, "% Privileged Time"},
      {title::working_set_peak, "Working Set Peak"},
      {title::working_set, "Working Set"},
      {title::private_bytes, "Private Bytes"},
      {title::process, "Process"},
      {title::thread_count, "Thread Count"},
      {title::elapsed_time, "Elapsed Time"},
      {title::id_process, "ID Process"},
      {title::id_thread, "ID Thread"},
      {title::handle_count, "Handle Count"},
      {title::creating_process_id, "Creating Process ID"},
      {title::io_read_bytes, "IO Read Bytes/sec"},
      {title::io_write_bytes, "IO Write Bytes/sec"},
      {title::io_data_bytes, "IO Data Bytes/sec"}};
  for (const auto& [index, name] : expected) {
    const auto found = std::ranges::find(base_names(), index, &base_name::index);
    ASSERT_NE(found, base_names().end()) << name;
    EXPECT_EQ(found->text, name);
  }
}

}  // namespace
