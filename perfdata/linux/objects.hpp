// The objects that this machine has, one file each.
#pragma once

#include <perfdata/build/block_builder.hpp>
#include <perfdata/linux/sampling.hpp>

namespace perfdata::procfs {

void write_system(sampling& machine, block_builder& block);             // 2
void write_memory(sampling& machine, block_builder& block);             // 4
void write_process(sampling& machine, block_builder& block);            // 230
void write_thread(sampling& machine, block_builder& block);             // 232
void write_physical_disk(sampling& machine, block_builder& block);      // 234
void write_logical_disk(sampling& machine, block_builder& block);       // 236
void write_processor(sampling& machine, block_builder& block);          // 238
void write_network_interface(sampling& machine, block_builder& block);  // 510
void write_ip_v4(sampling& machine, block_builder& block);              // 546
void write_tcp_v4(sampling& machine, block_builder& block);             // 638
void write_udp_v4(sampling& machine, block_builder& block);             // 658
void write_paging_file(sampling& machine, block_builder& block);        // 700

}  // namespace perfdata::procfs
