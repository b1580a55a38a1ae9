// Title indexes by which code knows what it wants of processes and threads: the same on every Windows, on
// Samba and in our own blocks, as base_names() has them.
#pragma once

#include <cstdint>

namespace perfdata::title {

inline constexpr std::uint32_t processor_time = 6;
inline constexpr std::uint32_t page_faults = 28;
inline constexpr std::uint32_t user_time = 142;
inline constexpr std::uint32_t privileged_time = 144;
inline constexpr std::uint32_t working_set_peak = 178;
inline constexpr std::uint32_t working_set = 180;
inline constexpr std::uint32_t private_bytes = 186;
inline constexpr std::uint32_t process = 230;  ///< the object
inline constexpr std::uint32_t thread_count = 680;
inline constexpr std::uint32_t elapsed_time = 684;
inline constexpr std::uint32_t id_process = 784;
inline constexpr std::uint32_t id_thread = 804;
inline constexpr std::uint32_t handle_count = 952;
inline constexpr std::uint32_t creating_process_id = 1410;
inline constexpr std::uint32_t io_read_bytes = 1420;
inline constexpr std::uint32_t io_write_bytes = 1422;
inline constexpr std::uint32_t io_data_bytes = 1424;

}  // namespace perfdata::title
