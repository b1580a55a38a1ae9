// What each object and counter is, and where on Linux it comes from.
#include <algorithm>
#include <iterator>

#include <perfdata/linux/titles.hpp>

namespace perfdata::procfs {
namespace {

constexpr title titles[] = {
    {3, "Counters of the whole machine: scheduler, processes and running time."},
    {5, "Physical memory, what is promised to programs, and paging, from /proc/meminfo and /proc/vmstat."},
    {7,
     "Share of time in which this processor was not idle. The raw value is idle time; waiting for I/O counts "
     "as idle. From the idle and iowait fields of /proc/stat."},
    {25, "Memory that programs can still get without swapping, in bytes: MemAvailable of /proc/meminfo."},
    {27, "Memory promised to programs, used or not, in bytes: Committed_AS of /proc/meminfo."},
    {29, "Page faults a second, with and without a read from disk: pgfault of /proc/vmstat."},
    {31,
     "The most memory that may be promised under strict overcommit, in bytes: CommitLimit of /proc/meminfo. "
     "Other overcommit modes let Committed Bytes pass it."},
    {41, "Pages swapped in and out a second: pswpin and pswpout of /proc/vmstat."},
    {43,
     "Page faults a second that had to wait for a read, from swap or from a mapped file: pgmajfault of "
     "/proc/vmstat."},
    {45,
     "Tasks that are ready to run beyond the one that each online processor can run: procs_running of "
     "/proc/stat less the processors."},
    {47,
     "What the thread does: 2 running or ready to run, 4 ended, 5 waiting or stopped, 7 unknown. From the "
     "state letter of /proc/PID/task/TID/stat, which has one letter for running and ready."},
    {49, "Pages written to swap a second: pswpout of /proc/vmstat."},
    {59,
     "Memory of the kernel's slab allocators in bytes, reclaimable caches included: Slab of /proc/meminfo. "
     "The kernel's own memory is never paged out."},
    {77, "Page cache in bytes: Buffers and Cached less Shmem of /proc/meminfo."},
    {143,
     "Share of time in which this processor ran programs, niced ones and guests included: user and nice of "
     "/proc/stat."},
    {145,
     "Share of time in which this processor ran the kernel, its interrupts included: system, irq and softirq "
     "of /proc/stat."},
    {147, "Switches from one task to another on all processors a second: ctxt of /proc/stat."},
    {149, "Interrupts that this processor handled a second: its column of /proc/interrupts."},
    {157,
     "Share of time in which the threads of the process ran its own code; more than 100 % with several "
     "processors. utime of /proc/PID/stat."},
    {159,
     "Share of time in which the kernel worked for the threads of the process. stime of /proc/PID/stat. Idle "
     "shows the idle time of all processors."},
    {173, "The largest address space that the process has had, in bytes: VmPeak of /proc/PID/status."},
    {175,
     "Address space of the process in bytes, whether memory stands behind it or not: VmSize of "
     "/proc/PID/status."},
    {177,
     "Page faults of the process a second, with and without a read from disk: minflt and majflt of "
     "/proc/PID/stat."},
    {179, "The most physical memory that the process has had, in bytes: VmHWM of /proc/PID/status."},
    {181,
     "Physical memory that the process has now, shared pages included, in bytes: VmRSS of /proc/PID/status."},
    {187,
     "Private writable memory of the process in bytes, touched or not: VmData and VmStk of "
     "/proc/PID/status."},
    {189,
     "Share of time in which the threads of the process ran, in their own code or in the kernel; more than "
     "100 % with several processors. utime and stime of /proc/PID/stat. Idle shows the idle time of all "
     "processors."},
    {191,
     "Share of time in which the thread ran, in its own code or in the kernel: utime and stime of "
     "/proc/PID/task/TID/stat. Idle has a thread for each processor."},
    {193, "Share of time in which the thread ran its own code: utime of /proc/PID/task/TID/stat."},
    {195, "Share of time in which the kernel worked for the thread: stime of /proc/PID/task/TID/stat."},
    {197,
     "Times a second that the thread was given a processor: the third number of "
     "/proc/PID/task/TID/schedstat. The kernel does not count them for its idle threads, which show 0."},
    {199,
     "Requests that the device has not finished at this moment: the in-flight field of /proc/diskstats."},
    {201,
     "Time that read and write requests took, summed over requests, as a share of time; more than 100 % when "
     "several are under way at once. From the two times of /proc/diskstats."},
    {203, "Time that read requests took, summed over requests, as a share of time. From /proc/diskstats."},
    {205, "Time that write requests took, summed over requests, as a share of time. From /proc/diskstats."},
    {207, "Average time of a read or write request in seconds, queueing included. From /proc/diskstats."},
    {209, "Average time of a read request in seconds, queueing included. From /proc/diskstats."},
    {211, "Average time of a write request in seconds, queueing included. From /proc/diskstats."},
    {213,
     "Read and write requests completed a second, counted after the kernel has merged neighbours. From "
     "/proc/diskstats."},
    {215, "Read requests completed a second, counted after merging. From /proc/diskstats."},
    {217, "Write requests completed a second, counted after merging. From /proc/diskstats."},
    {219, "Bytes read and written a second: the sector counts of /proc/diskstats times 512."},
    {221, "Bytes read a second: sectors of /proc/diskstats times 512."},
    {223, "Bytes written a second: sectors of /proc/diskstats times 512."},
    {225, "Average size of a read or write request in bytes. From /proc/diskstats."},
    {227, "Average size of a read request in bytes. From /proc/diskstats."},
    {229, "Average size of a write request in bytes. From /proc/diskstats."},
    {231,
     "One instance for each process of /proc, kernel threads included, by its short name (comm); Idle stands "
     "for the processors' idle time. Names repeat."},
    {233, "One instance for each thread of each process, numbered within its process, from /proc/PID/task."},
    {235,
     "Whole disks as /sys/block lists them, without mapped and RAID devices, whose work the disks below them "
     "do."},
    {237,
     "Mounted filesystems that lie on a block device, named by mount point, each device once; activity is "
     "the device's."},
    {239, "One instance for each online processor."},
    {249, "Processes in /proc, and Idle."},
    {251,
     "Tasks that the scheduler knows, from /proc/loadavg, and an idle thread for each online processor."},
    {339,
     "Share of time in which this processor worked on deferred interrupt work, which Linux calls softirqs: "
     "softirq of /proc/stat. A part of % Privileged Time."},
    {397,
     "Share of time in which this processor handled hardware interrupts: irq of /proc/stat. A part of % "
     "Privileged Time."},
    {409,
     "Unallocated room of the filesystem as a share of its size, by statvfs. A part of it may be kept for "
     "root."},
    {411,
     "Unallocated room of the filesystem in units of 1,048,576 bytes, by statvfs. A part of it may be kept "
     "for root."},
    {511, "Network interfaces of /proc/net/dev except the loopback."},
    {513, "Bytes received and sent a second, as the driver counts them. From /proc/net/dev."},
    {515, "Packets received and sent a second. From /proc/net/dev."},
    {517, "Packets received a second. From /proc/net/dev."},
    {519, "Packets sent a second. From /proc/net/dev."},
    {521,
     "Speed of the link in bits a second: /sys/class/net/NAME/speed. Shown when every interface tells its "
     "speed."},
    {523, "Bytes received a second. From /proc/net/dev."},
    {529,
     "Packets received and dropped, for want of room or of a receiver, since the interface appeared: drop of "
     "/proc/net/dev."},
    {531, "Packets received damaged since the interface appeared: errs of /proc/net/dev."},
    {535, "Bytes sent a second. From /proc/net/dev."},
    {541, "Packets dropped before they were sent since the interface appeared: drop of /proc/net/dev."},
    {543,
     "Packets that could not be sent because of errors since the interface appeared: errs of /proc/net/dev."},
    {547, "IP version 4 datagrams, from the Ip lines of /proc/net/snmp."},
    {549, "IPv4 datagrams received and asked to be sent a second: InReceives and OutRequests."},
    {551, "IPv4 datagrams received a second, bad ones included: InReceives."},
    {553, "IPv4 datagrams dropped for errors in their headers since the start: InHdrErrors."},
    {555,
     "IPv4 datagrams dropped because their destination is no valid address here, since the start: "
     "InAddrErrors."},
    {557, "IPv4 datagrams passed on to other machines a second: ForwDatagrams."},
    {559, "IPv4 datagrams for a protocol that nobody here speaks, since the start: InUnknownProtos."},
    {561,
     "Sound IPv4 datagrams dropped on arrival, for instance for want of memory, since the start: "
     "InDiscards."},
    {563, "IPv4 datagrams handed to TCP, UDP and other protocols a second: InDelivers."},
    {565,
     "IPv4 datagrams that local protocols asked to be sent a second, forwarded ones not included: "
     "OutRequests."},
    {567, "Sound IPv4 datagrams dropped instead of sent, since the start: OutDiscards."},
    {569,
     "IPv4 datagrams dropped because no route leads to their destination, since the start: OutNoRoutes."},
    {571, "IPv4 fragments received that have to be put together a second: ReasmReqds."},
    {573, "IPv4 datagrams put together from fragments a second: ReasmOKs."},
    {575, "Times that putting fragments together failed since the start: ReasmFails."},
    {577, "IPv4 datagrams cut into fragments a second: FragOKs."},
    {579, "IPv4 datagrams that had to be cut and could not, since the start: FragFails."},
    {581, "IPv4 fragments made a second: FragCreates."},
    {639, "TCP, from the Tcp lines of /proc/net/snmp. Linux counts IPv4 and IPv6 connections together."},
    {641, "TCP segments received and sent a second: InSegs and OutSegs."},
    {643, "TCP connections that are established or wait for the other side to close: CurrEstab."},
    {645, "TCP connections that this machine began to open, since the start: ActiveOpens."},
    {647, "TCP connections that others began to open here, since the start: PassiveOpens."},
    {649, "TCP connections that failed while they were being opened, since the start: AttemptFails."},
    {651, "Open TCP connections that ended by a reset, since the start: EstabResets."},
    {653, "TCP segments received a second, damaged ones included: InSegs."},
    {655, "TCP segments sent a second without those sent again: OutSegs."},
    {657, "TCP segments sent again a second: RetransSegs."},
    {659, "UDP over IP version 4, from the Udp lines of /proc/net/snmp."},
    {661, "UDP datagrams delivered and sent a second: InDatagrams and OutDatagrams."},
    {663, "UDP datagrams delivered to programs a second: InDatagrams."},
    {665, "UDP datagrams a second for a port that nobody listens to: NoPorts."},
    {667,
     "UDP datagrams that could not be delivered for other reasons than a missing listener, since the start: "
     "InErrors."},
    {669, "UDP datagrams sent a second: OutDatagrams."},
    {675, "Seconds since the machine was started, time asleep included: CLOCK_BOOTTIME."},
    {681, "Threads of the process: num_threads of /proc/PID/stat."},
    {683,
     "Priority that the process was given on Windows' scale: nice 19 to -20 as 2 to 15 with 8 for nice 0, "
     "real-time priorities 1 to 99 as 16 to 31. From /proc/PID/stat."},
    {685, "Seconds since the process was started: starttime of /proc/PID/stat."},
    {695,
     "Priority that the scheduler uses for the thread now, one that it inherits included, on the scale of "
     "Priority Base. From /proc/PID/task/TID/stat."},
    {697,
     "Priority that the thread was given on Windows' scale: nice 19 to -20 as 2 to 15 with 8 for nice 0, "
     "real-time priorities 1 to 99 as 16 to 31. From /proc/PID/task/TID/stat."},
    {699, "Seconds since the thread was started: starttime of /proc/PID/task/TID/stat."},
    {701, "Swap areas of /proc/swaps."},
    {703, "Used part of the swap area: Used and Size of /proc/swaps."},
    {785, "Identifier of the process. It is given to another process some time after this one has ended."},
    {805, "Identifier of the thread. It is given to another thread some time after this one has ended."},
    {819, "Page cache in bytes: Buffers and Cached less Shmem of /proc/meminfo."},
    {823, "Pages read from swap a second: pswpin of /proc/vmstat."},
    {953,
     "File descriptors that the process has open: the entries of /proc/PID/fd. Shown when they can be "
     "counted for every process."},
    {1335,
     "Deferred interrupt tasks, which Linux calls softirqs, that this processor ran a second: its column of "
     "/proc/softirqs."},
    {1381,
     "Memory that programs can still get without swapping, in units of 1,024 bytes: MemAvailable of "
     "/proc/meminfo."},
    {1383,
     "Memory that programs can still get without swapping, in units of 1,048,576 bytes: MemAvailable of "
     "/proc/meminfo."},
    {1401,
     "Read and write requests under way on average: the time that they took, summed, over time. From "
     "/proc/diskstats."},
    {1403, "Read requests under way on average. From /proc/diskstats."},
    {1405, "Write requests under way on average. From /proc/diskstats."},
    {1407, "Committed Bytes as a share of Commit Limit: Committed_AS and CommitLimit of /proc/meminfo."},
    {1411,
     "Identifier of the parent process: ppid of /proc/PID/stat. A process whose parent has ended is given to "
     "another one."},
    {1413,
     "Calls of the process a second that read, from files, pipes, sockets or devices: syscr of /proc/PID/io. "
     "Shown when it can be read for every process, which usually takes root."},
    {1415,
     "Calls of the process a second that write, to files, pipes, sockets or devices: syscw of /proc/PID/io. "
     "Shown when it can be read for every process."},
    {1417,
     "Calls of the process a second that read or write: syscr and syscw of /proc/PID/io. Shown when it can "
     "be read for every process."},
    {1421,
     "Bytes a second that the process read, from a disk, a cache or a peer: rchar of /proc/PID/io. Shown "
     "when it can be read for every process."},
    {1423,
     "Bytes a second that the process wrote, to a disk, a cache or a peer: wchar of /proc/PID/io. Shown when "
     "it can be read for every process."},
    {1425,
     "Bytes a second that the process read or wrote: rchar and wchar of /proc/PID/io. Shown when it can be "
     "read for every process."},
    {1479,
     "Physical memory of the process that no file backs and nobody shares by mapping, in bytes: RssAnon of "
     "/proc/PID/status."},
    {1483,
     "Share of time in which the device had no request under way: running time less the busy time of "
     "/proc/diskstats."},
    {1677, "Memory that nothing uses, in bytes: MemFree of /proc/meminfo."},
    {1679, "Memory that waits to be written to disk, in bytes: Dirty of /proc/meminfo."},
    {1747,
     "Share of time in which this processor was idle, waiting for I/O included: idle and iowait of "
     "/proc/stat."},
};

static_assert(std::is_sorted(std::begin(titles), std::end(titles),
                             [](const title& a, const title& b) { return a.index < b.index; }));

}  // namespace

std::span<const title> help_titles() noexcept {
  return titles;
}

}  // namespace perfdata::procfs
