"""Registry keys from JSON: {"keys": {name: key}, "values": {name: {"type": n, "hex": bytes}}}."""


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
        return [(name, value['type'], bytes.fromhex(value['hex'])) for name, value in self._values]

    def value(self, name):
        return next(((kind, data) for key, kind, data in self.values() if key.lower() == name.lower()), None)
