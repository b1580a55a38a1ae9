"""Registry keys from JSON: {"keys": {name: key}, "values": {name: value}}, where a value is one of {"sz": text},
{"expand_sz": text}, {"multi_sz": [text, ...]}, {"dword": number}, {"qword": number}, {"binary": hex digits}, or
{"type": number, "hex": hex digits} for bytes that the type does not allow."""

import struct


def _text(text):
    return (text + '\0').encode('utf-16-le')


ENCODINGS = {
    'sz': (1, _text),
    'expand_sz': (2, _text),
    'binary': (3, bytes.fromhex),
    'dword': (4, lambda number: struct.pack('<I', number)),
    'multi_sz': (7, lambda texts: b''.join(map(_text, texts)) + b'\0\0'),
    'qword': (11, lambda number: struct.pack('<Q', number)),
}


def encoded(value):
    """The type and the bytes."""
    if 'hex' in value:
        return value['type'], bytes.fromhex(value['hex'])
    (kind, content), = value.items()
    number, encode = ENCODINGS[kind]
    return number, encode(content)


class Key:
    def __init__(self, node):
        self._keys = list((node or {}).get('keys', {}).items())
        self._values = list((node or {}).get('values', {}).items())

    def open(self, path):
        """The key below; None when there is none. An empty path is the key itself."""
        key = self
        for part in filter(None, path.split('\\')):
            found = [node for name, node in key._keys if name.lower() == part.lower()]
            if not found:
                return None
            key = Key(found[0])
        return key

    def subkeys(self):
        return [name for name, _ in self._keys]

    def values(self):
        return [(name, *encoded(value)) for name, value in self._values]

    def value(self, name):
        return next(((kind, data) for key, kind, data in self.values() if key.lower() == name.lower()), None)
