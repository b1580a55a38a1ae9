// LogicalDisk (236): mounted filesystems on block devices, named by mount point, with statvfs.
#include <algorithm>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

#include <perfdata/linux/disk_columns.hpp>
#include <perfdata/linux/mount_table.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

using type = counter_type;
using row = disk_row;

reading megabytes(std::uint64_t bytes) {
  return bytes / 1024 / 1024;
}

constexpr column<row> space_columns[] = {
    {counter(408, 409, 0, 100, type::raw_fraction), [](const row& r) { return megabytes(r.space.free); }},
    {counter(408, 409, 0, 100, type::raw_base), [](const row& r) { return megabytes(r.space.total); }},
    {counter(410, 411, 0, 100, type::rawcount), [](const row& r) { return megabytes(r.space.free); }},
};

// Filesystems like btrfs have a made-up device number; their source is the path of the device.
void find_devices(const machine_options& options, std::vector<mounted>& mounts) {
  for (auto& mount : mounts) {
    if (mount.device.major != 0 || !mount.source.starts_with("/dev/")) continue;
    if (const auto device = options.device(mount.source.c_str())) mount.device = *device;
  }
}

// The mount that a person would call the disk: of the whole filesystem, at the shortest path.
bool is_better(const mounted* a, const mounted* b) {
  if (a->whole != b->whole) return a->whole;
  return a->point.size() < b->point.size();
}

// A mount that this account cannot reach gives no space, so another one of the same device is tried.
std::optional<disk_row> row_of(sampling& machine, const disk_stat& disk, const std::vector<mounted>& mounts) {
  std::vector<const mounted*> candidates;
  for (const auto& mount : mounts)
    if (mount.device == disk.device) candidates.push_back(&mount);
  std::stable_sort(candidates.begin(), candidates.end(), is_better);
  for (const auto* mount : candidates) {
    const auto space = machine.options().space(mount->point.c_str());
    if (!space) continue;
    auto made = make_disk_row(mount->point, disk, machine.disks().clock);
    made.space = *space;
    return made;
  }
  return std::nullopt;
}

}  // namespace

std::optional<filesystem_space> space_at(const char* mount_point) noexcept {
  struct statvfs space {};
  if (::statvfs(mount_point, &space) != 0) return std::nullopt;
  const std::uint64_t unit = space.f_frsize != 0 ? space.f_frsize : space.f_bsize;
  return filesystem_space{.total = space.f_blocks * unit, .free = space.f_bfree * unit};
}

std::optional<device_number> device_at(const char* path) noexcept {
  struct stat node {};
  if (::stat(path, &node) != 0 || !S_ISBLK(node.st_mode)) return std::nullopt;
  return device_number{.major = major(node.st_rdev), .minor = minor(node.st_rdev)};
}

void write_logical_disk(sampling& machine, block_builder& block) {
  auto mounts = parse_mount_table(machine.text_of("self/mountinfo"));
  find_devices(machine.options(), mounts);
  std::vector<disk_row> rows;
  for (const auto& disk : machine.disks().disks)
    if (auto made = row_of(machine, disk, mounts)) rows.push_back(std::move(*made));
  object_table<disk_row> table({space_columns, disk_activity_columns()}, rows);
  auto object =
      table.add_to(block, {.title_index = 236, .help_index = 237, .default_title = 200}, machine.clock());
  for (const auto& made : rows) table.fill(object.add_instance(made.name), made);
  if (!rows.empty()) table.fill_total(object.add_instance("_Total"));
}

}  // namespace perfdata::procfs
