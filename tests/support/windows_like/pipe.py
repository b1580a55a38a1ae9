"""Connection-oriented DCE/RPC over one open named pipe."""

import collections
import struct

from impacket.dcerpc.v5 import rpcrt
from impacket.uuid import uuidtup_to_bin

from .ndr import Reader
from .service import Fault

FRAGMENT = 4280  # what Windows offers
NDR32 = uuidtup_to_bin(('8a885d04-1ceb-11c9-9fe8-08002b104860', '2.0'))
ACCEPTED, REJECTED = 0, 2
UNKNOWN_INTERFACE, UNKNOWN_SYNTAX = 1, 2
HEADER_SIZE, RESPONSE_HEADER_SIZE = 16, 24
LITTLE_ENDIAN = b'\x10\0\0\0'
WHOLE = rpcrt.PFC_FIRST_FRAG | rpcrt.PFC_LAST_FRAG


class ConnectionDropped(Exception):
    """The server was told to break the connection here."""


class Pipe:
    """Takes what the client writes, and gives the fragments that it reads: one message each."""

    def __init__(self, service, secondary_address):
        self._service, self._address = service, secondary_address
        self._incoming, self._request = b'', b''
        self._outgoing = collections.deque()
        self._fragment = FRAGMENT

    def write(self, data):
        self._incoming += data
        while len(self._incoming) >= HEADER_SIZE:
            length, = struct.unpack_from('<H', self._incoming, 8)
            if length < HEADER_SIZE:
                raise ConnectionDropped('not DCE/RPC')
            if len(self._incoming) < length:
                return
            packet, self._incoming = self._incoming[:length], self._incoming[length:]
            self._take(packet)

    def read(self, room):
        """A message's next bytes, and whether it has more; None when there is no message."""
        if not self._outgoing:
            return None
        message = self._outgoing.popleft()
        if message is None:
            raise ConnectionDropped('in the middle of an answer')
        if len(message) > room:
            self._outgoing.appendleft(message[room:])
        return message[:room], len(message) > room

    def _take(self, packet):
        kind = packet[2]
        if kind in (rpcrt.MSRPC_BIND, rpcrt.MSRPC_ALTERCTX):
            self._bind(packet)
        elif kind == rpcrt.MSRPC_REQUEST:
            header = rpcrt.MSRPCRequestHeader(packet)
            self._request += header['pduData']
            if header['flags'] & rpcrt.PFC_LAST_FRAG:
                request, self._request = self._request, b''
                self._answer(header, request)

    def _bind(self, packet):
        header = rpcrt.MSRPCHeader(packet)
        bind = rpcrt.MSRPCBind(header['pduData'])
        self._fragment = min(FRAGMENT, bind['max_rfrag'])
        results, items = b'', bind['ctx_items']
        for _ in range(bind['ctx_num']):
            # One transfer syntax an item, as all clients that we know send it.
            result, items = self._result_of(rpcrt.CtxItem(items)), items[len(rpcrt.CtxItem()):]
            results += result.getData()
        address = self._address.encode() + b'\0'
        body = struct.pack('<HHIH', self._fragment, FRAGMENT, 0x1234, len(address)) + address
        body += bytes(-len(body) % 4) + struct.pack('<B3x', bind['ctx_num']) + results
        first = header['type'] == rpcrt.MSRPC_BIND
        self._outgoing.append(pdu(rpcrt.MSRPC_BINDACK if first else rpcrt.MSRPC_ALTERCTX_R, WHOLE, header['call_id'],
                                     body))

    def _result_of(self, item):
        result = rpcrt.CtxItemResult()
        result['Result'], result['Reason'], result['TransferSyntax'] = REJECTED, UNKNOWN_SYNTAX, bytes(20)
        if item['TransferSyntax'] == NDR32:
            if item['AbstractSyntax'] == self._service.syntax:
                result['Result'], result['Reason'], result['TransferSyntax'] = ACCEPTED, 0, NDR32
            else:
                result['Reason'] = UNKNOWN_INTERFACE
        return result

    def _answer(self, header, request):
        try:
            stub, drop_after = self._service.call(header['op_num'], Reader(request), 'connect')
        except Fault as fault:
            self._respond(header, rpcrt.MSRPC_FAULT, WHOLE, struct.pack('<II', fault.code, 0), 0)
            return
        room = self._fragment - RESPONSE_HEADER_SIZE
        room -= room % 8
        for offset in range(0, max(len(stub), 1), room):
            if drop_after is not None and offset >= drop_after:
                self._outgoing.append(None)
                return
            last = offset + room >= len(stub)
            flags = (0 if offset else rpcrt.PFC_FIRST_FRAG) | (rpcrt.PFC_LAST_FRAG if last else 0)
            self._respond(header, rpcrt.MSRPC_RESPONSE, flags, stub[offset:offset + room], len(stub) - offset)

    def _respond(self, header, kind, flags, stub, hint):
        body = struct.pack('<IHBB', hint, header['ctx_id'], 0, 0) + stub
        self._outgoing.append(pdu(kind, flags, header['call_id'], body))


def pdu(kind, flags, call_id, body):
    return struct.pack('<4B4sHHI', 5, 0, kind, flags, LITTLE_ENDIAN, HEADER_SIZE + len(body), 0, call_id) + body
