"""NDR 2.0, little-endian, as far as winreg and svcctl need it."""

import struct


class Reader:
    def __init__(self, data):
        self.data, self.offset = data, 0

    def take(self, size):
        if size > len(self.data) - self.offset:
            raise ValueError('the request ends early')
        taken = self.data[self.offset:self.offset + size]
        self.offset += size
        return taken

    def align(self, to):
        self.offset += -self.offset % to

    def u16(self):
        self.align(2)
        return struct.unpack('<H', self.take(2))[0]

    def u32(self):
        self.align(4)
        return struct.unpack('<I', self.take(4))[0]

    def u64(self):
        return self.u32() | self.u32() << 32

    def optional(self, read):
        """A unique pointer: what `read` reads, or None."""
        return read() if self.u32() else None

    def array(self, width=1):
        """A conformant varying array: its maximum and its bytes."""
        maximum, first, count = self.u32(), self.u32(), self.u32()
        if first or count > maximum:
            raise ValueError('an array that is not one')
        return maximum, self.take(count * width)

    def handle(self):
        self.align(4)
        return self.take(20)

    def string(self):
        """[string] wchar_t*, without its NUL."""
        return self.array(2)[1].decode('utf-16-le').rstrip('\0')

    def counted(self):
        """RPC_UNICODE_STRING: its text and the room in bytes that it names."""
        self.align(4)
        length, room = self.u16(), self.u16()
        data = self.optional(lambda: self.array(2)[1])
        return (data or b'')[:length].decode('utf-16-le').rstrip('\0'), room


class Writer:
    def __init__(self):
        self.out = bytearray()
        self._pointer = 0x20000

    def align(self, to):
        self.out += bytes(-len(self.out) % to)

    def u16(self, value):
        self.align(2)
        self.out += struct.pack('<H', value)

    def u32(self, value):
        self.align(4)
        self.out += struct.pack('<I', value & 0xFFFFFFFF)

    def u64(self, value):
        self.u32(value)
        self.u32(value >> 32)

    def raw(self, data):
        self.out += data

    def pointer(self):
        self._pointer += 4
        self.u32(self._pointer)

    def optional(self, value, write):
        if value is None:
            self.u32(0)
        else:
            self.pointer()
            write(value)

    def array(self, data, maximum=None, width=1):
        count = len(data) // width
        self.u32(count if maximum is None else maximum)
        self.u32(0)
        self.u32(count)
        self.raw(data)

    def counted(self, text):
        """RPC_UNICODE_STRING whose Length counts the NUL, as winreg has it."""
        data = (text + '\0').encode('utf-16-le') if text is not None else b''
        self.align(4)
        self.u16(len(data))
        self.u16(len(data))
        self.optional(data or None, lambda value: self.array(value, width=2))

    def done(self, status):
        self.u32(status)
        return bytes(self.out)
