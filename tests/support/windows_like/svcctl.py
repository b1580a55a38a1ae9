"""MS-SCMR: one service, Remote Registry, that can be asked about and started."""

import struct
import threading
import time

from impacket.dcerpc.v5.scmr import MSRPC_UUID_SCMR

from .ndr import Writer
from .service import Service

SUCCESS, INVALID_HANDLE, INSUFFICIENT_BUFFER, ALREADY_RUNNING, DISABLED, NO_SUCH_SERVICE = 0, 6, 122, 1056, 1058, 1060
STOPPED, START_PENDING, RUNNING = 1, 2, 4
START_DISABLED = 4
PIPE_NOT_AVAILABLE, OBJECT_NAME_NOT_FOUND = 0xC00000AC, 0xC0000034


class RemoteRegistry:
    """The service's state. Restarts from what the test wants whenever that changes."""

    def __init__(self, behaviour):
        self._behaviour, self._lock = behaviour, threading.Lock()
        self._wanted, self._runs_from = None, None

    def _refresh(self):
        wanted = self._behaviour.get('service') or {'state': RUNNING, 'start': 2}
        if wanted != self._wanted:
            self._wanted = wanted
            self._runs_from = 0.0 if wanted['state'] == RUNNING else None
        return wanted

    def start_type(self):
        return self._refresh()['start']

    def state(self):
        with self._lock:
            self._refresh()
            if self._runs_from is None:
                return STOPPED
            return RUNNING if time.monotonic() >= self._runs_from else START_PENDING

    def start(self):
        with self._lock:
            wanted = self._refresh()
            if wanted['start'] == START_DISABLED:
                return DISABLED
            if self._runs_from is not None:
                return ALREADY_RUNNING
            self._runs_from = time.monotonic() + wanted.get('starts_after', 0) / 1000
            return SUCCESS

    def refusal(self):
        """The NTSTATUS that opening its pipe gets; None while it runs. Opening is what triggers its start, when the
        test wants that."""
        if self.state() == RUNNING:
            return None
        if self.start_type() == START_DISABLED:
            return OBJECT_NAME_NOT_FOUND
        if self._wanted.get('starts_when_opened') and self.state() == STOPPED:
            self.start()
        return PIPE_NOT_AVAILABLE


class Svcctl(Service):
    name, syntax = 'svcctl', MSRPC_UUID_SCMR
    methods = {0x00: 'CloseServiceHandle', 0x06: 'QueryServiceStatus', 0x0F: 'OpenSCManagerW', 0x10: 'OpenServiceW',
               0x11: 'QueryServiceConfigW', 0x13: 'StartServiceW'}
    _empty_config = struct.pack('<9I', 0, 0, 0, 0, 0, 0, 0, 0, 0)

    def refused(self, method, status):
        reply = Writer()
        reply.raw({'CloseServiceHandle': bytes(20), 'OpenSCManagerW': bytes(20), 'OpenServiceW': bytes(20),
                   'QueryServiceStatus': bytes(28), 'QueryServiceConfigW': self._empty_config + bytes(4)}.get(method, b''))
        return reply.done(status)

    def OpenSCManagerW(self, _):
        reply = Writer()
        reply.raw(self.new_handle('manager'))
        return reply.done(SUCCESS)

    def OpenServiceW(self, request):
        manager, name = self.thing(request.handle()), request.string()
        self.noted['service'] = name
        if manager != 'manager':
            return self.refused('OpenServiceW', INVALID_HANDLE)
        if name.lower() != 'remoteregistry':
            return self.refused('OpenServiceW', NO_SUCH_SERVICE)
        reply = Writer()
        reply.raw(self.new_handle('service'))
        return reply.done(SUCCESS)

    def CloseServiceHandle(self, request):
        reply = Writer()
        reply.raw(bytes(20))
        return reply.done(SUCCESS if self.forget(request.handle()) else INVALID_HANDLE)

    def QueryServiceStatus(self, request):
        if self.thing(request.handle()) != 'service':
            return self.refused('QueryServiceStatus', INVALID_HANDLE)
        reply = Writer()
        for number in (0x20, self.server.service.state(), 0, 0, 0, 0, 0):
            reply.u32(number)
        return reply.done(SUCCESS)

    def QueryServiceConfigW(self, request):
        if self.thing(request.handle()) != 'service':
            return self.refused('QueryServiceConfigW', INVALID_HANDLE)
        texts = (r'%SystemRoot%\system32\svchost.exe -k localService -p', '', '', r'NT AUTHORITY\LocalService',
                 'Remote Registry')
        needed = 36 + sum(2 * len(text) + 2 for text in texts)
        reply = Writer()
        if request.u32() < needed:
            reply.raw(self._empty_config)
            reply.u32(needed)
            return reply.done(INSUFFICIENT_BUFFER)
        for number in (0x20, self.server.service.start_type(), 1):
            reply.u32(number)
        for text in texts[:2]:
            reply.pointer()
        reply.u32(0)
        for text in texts[2:]:
            reply.pointer()
        for text in texts:
            reply.array((text + '\0').encode('utf-16-le'), width=2)
        reply.u32(needed)
        return reply.done(SUCCESS)

    def StartServiceW(self, request):
        if self.thing(request.handle()) != 'service':
            return self.refused('StartServiceW', INVALID_HANDLE)
        return Writer().done(self.server.service.start())
