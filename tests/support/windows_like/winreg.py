"""MS-RRP: the registry over \\PIPE\\winreg, performance data in Windows' manner."""

from impacket.dcerpc.v5.rrp import MSRPC_UUID_RRP

from . import performance
from .hive import Key
from .ndr import Writer
from .service import Service

SUCCESS, FILE_NOT_FOUND, INVALID_HANDLE, NOT_IMPLEMENTED, MORE_DATA, NO_MORE_ITEMS = 0, 2, 6, 120, 234, 259
NULL_HANDLE = bytes(20)


class PerformanceKey:
    def __init__(self, name):
        self.name = name


class Winreg(Service):
    name, syntax = 'winreg', MSRPC_UUID_RRP
    methods = {0x02: 'OpenLocalMachine', 0x03: 'OpenPerformanceData', 0x04: 'OpenUsers', 0x05: 'BaseRegCloseKey',
               0x09: 'BaseRegEnumKey', 0x0A: 'BaseRegEnumValue', 0x0F: 'BaseRegOpenKey', 0x10: 'BaseRegQueryInfoKey',
               0x11: 'BaseRegQueryValue', 0x1A: 'BaseRegGetVersion', 0x20: 'OpenPerformanceText',
               0x21: 'OpenPerformanceNlsText'}

    def refused(self, method, status):
        reply = Writer()
        if method.startswith('Open') or method in ('BaseRegOpenKey', 'BaseRegCloseKey'):
            reply.raw(NULL_HANDLE)
        elif method == 'BaseRegQueryValue':
            self._put_value(reply, 0, None, 0)
        elif method == 'BaseRegEnumValue':
            reply.counted(None)
            self._put_value(reply, 0, None, 0)
        elif method == 'BaseRegEnumKey':
            reply.counted(None)
            reply.raw(bytes(8))
        elif method == 'BaseRegQueryInfoKey':
            reply.counted(None)
            reply.raw(bytes(36))
        elif method == 'BaseRegGetVersion':
            reply.u32(0)
        return reply.done(status)

    def _opened(self, thing):
        reply = Writer()
        reply.raw(self.new_handle(thing) if thing else NULL_HANDLE)
        return reply.done(SUCCESS if thing else FILE_NOT_FOUND)

    def OpenLocalMachine(self, _):
        return self._opened(Key(self.behaviour.get('hives', 'HKLM')))

    def OpenUsers(self, _):
        return self._opened(Key(self.behaviour.get('hives', 'HKU')))

    def OpenPerformanceData(self, _):
        return self._opened(PerformanceKey('HKPD'))

    def OpenPerformanceText(self, _):
        return self._open_text('HKPT')

    def OpenPerformanceNlsText(self, _):
        return self._open_text('HKPN')

    def _open_text(self, name):
        if self.behaviour.get('performance', name) is None:
            return self.refused('Open', NOT_IMPLEMENTED)
        return self._opened(PerformanceKey(name))

    def BaseRegCloseKey(self, request):
        reply = Writer()
        reply.raw(NULL_HANDLE)
        return reply.done(SUCCESS if self.forget(request.handle()) else INVALID_HANDLE)

    def BaseRegGetVersion(self, request):
        reply = Writer()
        known = self.thing(request.handle()) is not None
        reply.u32(6 if known else 0)
        return reply.done(SUCCESS if known else INVALID_HANDLE)

    def BaseRegOpenKey(self, request):
        key, (path, _) = self.thing(request.handle()), request.counted()
        self.noted['path'] = path
        if not isinstance(key, Key):
            return self.refused('BaseRegOpenKey', INVALID_HANDLE)
        return self._opened(key.open(path))

    def BaseRegEnumKey(self, request):
        key, index, (_, room) = self.thing(request.handle()), request.u32(), request.counted()
        wants_class = request.optional(request.counted) is not None
        wants_time = request.optional(request.u64) is not None
        if not isinstance(key, Key):
            return self.refused('BaseRegEnumKey', INVALID_HANDLE)
        names = key.subkeys()
        if index >= len(names):
            return self.refused('BaseRegEnumKey', NO_MORE_ITEMS)
        if 2 * len(names[index]) + 2 > room:
            return self.refused('BaseRegEnumKey', MORE_DATA)
        reply = Writer()
        reply.counted(names[index])
        reply.optional(wants_class or None, lambda _: reply.counted(''))
        reply.optional(0 if wants_time else None, reply.u64)
        return reply.done(SUCCESS)

    def BaseRegEnumValue(self, request):
        key, index, (_, room) = self.thing(request.handle()), request.u32(), request.counted()
        capacity = self._read_buffer(request)
        if isinstance(key, PerformanceKey):
            return self.refused('BaseRegEnumValue', NO_MORE_ITEMS)
        if not isinstance(key, Key):
            return self.refused('BaseRegEnumValue', INVALID_HANDLE)
        values = key.values()
        if index >= len(values):
            return self.refused('BaseRegEnumValue', NO_MORE_ITEMS)
        name, kind, data = values[index]
        reply = Writer()
        if 2 * len(name) + 2 > room:
            reply.counted(None)
            self._put_value(reply, kind, None, len(data))
            return reply.done(MORE_DATA)
        reply.counted(name)
        return self._value_or_size(reply, kind, data, capacity)

    def BaseRegQueryInfoKey(self, request):
        key = self.thing(request.handle())
        if not isinstance(key, (Key, PerformanceKey)):
            return self.refused('BaseRegQueryInfoKey', INVALID_HANDLE)
        names, values = (key.subkeys(), key.values()) if isinstance(key, Key) else ([], [])
        reply = Writer()
        reply.counted('')
        for number in (len(names), max((2 * len(name) for name in names), default=0), 0, len(values),
                       max((2 * len(name) for name, _, _ in values), default=0),
                       max((len(data) for _, _, data in values), default=0), 0):
            reply.u32(number)
        reply.u64(0)
        return reply.done(SUCCESS)

    def BaseRegQueryValue(self, request):
        key, (name, _) = self.thing(request.handle()), request.counted()
        capacity = self._read_buffer(request)
        self.noted.update(value=name, capacity=capacity)
        if isinstance(key, PerformanceKey):
            self.noted['key'] = key.name
            return self._query_performance(key, name, capacity)
        if not isinstance(key, Key):
            return self.refused('BaseRegQueryValue', INVALID_HANDLE)
        value = key.value(name)
        if value is None:
            return self.refused('BaseRegQueryValue', FILE_NOT_FOUND)
        return self._value_or_size(Writer(), *value, capacity)

    def _query_performance(self, key, name, capacity):
        for culprit in self.behaviour.get('culprits') or []:
            if culprit['object'] in (performance.objects_of(name) or []):
                if 'stall' in culprit:
                    still = lambda: culprit['stall'] if culprit in (self.behaviour.get('culprits') or []) else None
                    self.behaviour.hold(still, self.connection)
                if 'win32' in culprit:
                    return self.refused('BaseRegQueryValue', culprit['win32'])
        value = performance.answer(self.behaviour.get('performance', key.name) or {}, name)
        if value is None:
            return self.refused('BaseRegQueryValue', FILE_NOT_FOUND)
        kind, data = value
        short = self.behaviour.get('more_data') or {}
        reply = Writer()
        if (capacity or 0) < max(len(data), short.get('below', 0)):
            stated = short.get('stated')  # undefined on Windows; unchanged is what it mostly is
            self._put_value(reply, kind, None, capacity if stated is None else stated)
            return reply.done(MORE_DATA)
        self.noted['returned'] = len(data)
        self._put_value(reply, kind, data, len(data))
        return reply.done(SUCCESS)

    def _read_buffer(self, request):
        """The room for a value's bytes: None when the client asks for the size only."""
        request.optional(request.u32)
        buffer = request.optional(request.array)
        capacity = request.optional(request.u32)
        request.optional(request.u32)
        self.noted['sent'] = len(buffer[1]) if buffer else 0
        return capacity if buffer else None

    def _value_or_size(self, reply, kind, data, capacity):
        """Below ordinary keys the size that is stated is the size that is needed."""
        fits = capacity is not None and len(data) <= capacity
        self._put_value(reply, kind, data if fits else None, len(data))
        return reply.done(MORE_DATA if capacity is not None and not fits else SUCCESS)

    @staticmethod
    def _put_value(reply, kind, data, size):
        reply.optional(kind, reply.u32)
        reply.optional(data, reply.array)
        reply.optional(size or 0, reply.u32)
        reply.optional(len(data or b''), reply.u32)
