# What reads what others wrote, a configuration or a request, and nothing else: a library of its own, so that the fuzzers
# need none of the programs.
find_package(fmt REQUIRED)
find_package(tomlplusplus QUIET)
if(NOT tomlplusplus_FOUND)
  return()
endif()

set(requests config_table exposition fleet_config http_url query_string read_config scrape_time)
list(TRANSFORM requests PREPEND ${CMAKE_CURRENT_LIST_DIR}/)
list(TRANSFORM requests APPEND .cpp)
add_library(monitor_fleet_requests STATIC ${requests})
target_include_directories(monitor_fleet_requests PUBLIC ${PROJECT_SOURCE_DIR})
target_link_libraries(monitor_fleet_requests PUBLIC perfdata::perfdata PRIVATE fmt::fmt tomlplusplus::tomlplusplus perfdata_build_flags)
perfdata_precompile(monitor_fleet_requests <algorithm> <chrono> <optional> <string> <vector> <fmt/format.h> <tl/expected.hpp>)
