#include <perfdata/remote/winreg/winreg_value_ndr.hpp>

namespace perfdata::winreg {

void write_room_for_value(ndr_writer& out, std::uint32_t capacity) {
  out.pointer();  // lpType
  out.u32(0);
  out.room_for_bytes(capacity);  // lpData
  out.pointer();                 // lpcbData
  out.u32(capacity);
  out.pointer();  // lpcbLen
  out.u32(0);
}

value_reply read_value(ndr_reader& in, std::uint32_t capacity) {
  value_reply read;
  if (in.pointer()) read.type = in.u32();
  if (in.pointer()) read.data = in.array(capacity);
  if (in.pointer()) read.stated_size = in.u32();
  if (in.pointer()) (void)in.u32();  // lpcbLen repeats the array's count
  read.status = in.u32();
  return read;
}

}  // namespace perfdata::winreg
