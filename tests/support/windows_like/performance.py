"""Answers of HKEY_PERFORMANCE_DATA, HKEY_PERFORMANCE_TEXT and HKEY_PERFORMANCE_NLSTEXT from the test's files."""

import struct

HEADER_LENGTH_AT, OBJECT_COUNT_AT, TOTAL_LENGTH_AT = 24, 28, 20
REG_BINARY, REG_MULTI_SZ = 3, 7


def objects_of(name):
    """The numbers in a value name that is a list of objects; None when it is none."""
    words = name.split()
    return [int(word) for word in words] if words and all(word.isdigit() for word in words) else None


def some_objects(block, wanted):
    """As Perflib: the objects asked for that there are, possibly none."""
    header_length, = struct.unpack_from('<I', block, HEADER_LENGTH_AT)
    count, = struct.unpack_from('<i', block, OBJECT_COUNT_AT)
    kept, offset = [], header_length
    for _ in range(count):
        length, = struct.unpack_from('<I', block, offset)
        index, = struct.unpack_from('<I', block, offset + 12)
        if index in wanted:
            kept.append(block[offset:offset + length])
        offset += length
    answer = bytearray(block[:header_length] + b''.join(kept))
    struct.pack_into('<I', answer, TOTAL_LENGTH_AT, len(answer))
    struct.pack_into('<i', answer, OBJECT_COUNT_AT, len(kept))
    return bytes(answer)


def answer(values, name):
    """Type and bytes of the value `name` among the test's `values`; None for one that is not there."""
    found = {key.lower(): value for key, value in values.items()}
    value = found.get(name.lower())
    if value:
        with open(value['file'], 'rb') as file:
            return value['type'], file.read()
    if 'global' not in found or name.lower().startswith(('counter', 'help', 'explain')):
        return None
    with open(found['global']['file'], 'rb') as file:
        return REG_BINARY, some_objects(file.read(), objects_of(name) or [])
