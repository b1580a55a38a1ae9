"""What the interfaces on the pipes share: calls that the test can make fail, and handles."""

import os
import struct

RPC_OP_RANGE = 0x1C010002


class Fault(Exception):
    """Answers a call with an RPC fault."""

    def __init__(self, code):
        super().__init__(f'{code:#x}')
        self.code = code


class Service:
    """One interface on one open pipe. Subclasses have `name`, `syntax` and `methods`: opnum -> a method's name; the
    function of that name takes a Reader and gives the reply's stub; `refused` gives one that says why not."""

    name, syntax, methods = '', None, {}

    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.behaviour = server.behaviour
        self._handles = {}

    def call(self, opnum, request, protection):
        """The reply's stub, and after how many of its bytes to drop the connection (None: not at all)."""
        method = self.methods.get(opnum)
        if method is None:
            self.behaviour.log(self.connection, pipe=self.name, opnum=opnum, fault=RPC_OP_RANGE)
            raise Fault(RPC_OP_RANGE)
        self.noted = {'pipe': self.name, 'method': method, 'opnum': opnum, 'protection': protection}
        rule = self.behaviour.rule('methods', self.name, method) or {}
        try:
            if 'stall' in rule:
                self.behaviour.hold(lambda: self.behaviour.get('methods', self.name, method, 'stall'), self.connection)
            if 'fault' in rule:
                raise Fault(rule['fault'])
            if 'win32' in rule:
                reply = self.refused(method, rule['win32'])
            else:
                reply = getattr(self, method)(request)
            self.noted['status'], = struct.unpack_from('<I', reply, len(reply) - 4)
        except Fault as fault:
            self.noted['fault'] = fault.code
            raise
        finally:
            self.behaviour.log(self.connection, **self.noted)
        return reply, rule.get('drop_after')

    def new_handle(self, thing):
        handle = bytes(4) + os.urandom(16)
        self._handles[handle] = thing
        return handle

    def thing(self, handle):
        return self._handles.get(handle)

    def forget(self, handle):
        return self._handles.pop(handle, None)
