// PhysicalDisk (234): the whole disks of /sys/block with their lines of /proc/diskstats.
#include <algorithm>

#include <perfdata/linux/disk_columns.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

bool starts_with_any(std::string_view name, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

// Mapped and RAID devices do their work on other disks of the list, so `_Total` would count it twice.
bool is_stacked(std::string_view name) {
  return starts_with_any(name, {"dm-", "md"});
}

// These exist before they are given anything to hold.
bool may_be_unused(std::string_view name) {
  return starts_with_any(name, {"loop", "ram", "zram"});
}

bool is_unused(sampling& machine, const std::string& name) {
  const auto size = machine.files().read(machine.sys(), ("block/" + name + "/size").c_str());
  return !size || field_cursor(*size).number().value_or(0) == 0;
}

std::vector<std::string> whole_disks(sampling& machine) {
  std::vector<std::string> names;
  const auto block_devices = machine.sys().open_inside("block");
  (void)machine.lister().for_each_name(block_devices, [&](const char* entry) {
    if (*entry != '.' && !is_stacked(entry)) names.emplace_back(entry);
  });
  std::erase_if(names,
                [&](const std::string& name) { return may_be_unused(name) && is_unused(machine, name); });
  // sysfs writes the slash of names like cciss/c0d0 as an exclamation mark.
  for (auto& name : names) std::replace(name.begin(), name.end(), '!', '/');
  return names;
}

}  // namespace

void write_physical_disk(sampling& machine, block_builder& block) {
  const auto names = whole_disks(machine);
  const auto& devices = machine.disks();
  std::vector<disk_row> rows;
  for (const auto& disk : devices.disks)
    if (std::find(names.begin(), names.end(), disk.name) != names.end())
      rows.push_back(make_disk_row(disk.name, disk, devices.clock));
  object_table<disk_row> table({disk_activity_columns()}, rows);
  auto object =
      table.add_to(block, {.title_index = 234, .help_index = 235, .default_title = 200}, machine.clock());
  for (const auto& row : rows) table.fill(object.add_instance(row.name), row);
  if (!rows.empty()) table.fill_total(object.add_instance("_Total"));
}

}  // namespace perfdata::procfs
