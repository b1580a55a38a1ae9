"""Connection-oriented DCE/RPC over one open named pipe."""

import collections
import struct

from impacket.dcerpc.v5 import rpcrt
from impacket.uuid import uuidtup_to_bin

from . import protection
from .ndr import Reader
from .service import Fault

FRAGMENT = 4280  # what Windows offers
NDR32 = uuidtup_to_bin(('8a885d04-1ceb-11c9-9fe8-08002b104860', '2.0'))
ACCEPTED, REJECTED = 0, 2
UNKNOWN_INTERFACE, UNKNOWN_SYNTAX = 1, 2
HEADER_SIZE, RESPONSE_HEADER_SIZE = 16, 24
LITTLE_ENDIAN = b'\x10\0\0\0'
HEADER_SIGNING, ACCESS_DENIED_FAULT = 0x04, 5
WHOLE = rpcrt.PFC_FIRST_FRAG | rpcrt.PFC_LAST_FRAG


class ConnectionDropped(Exception):
    """The server was told to break the connection here."""


class Pipe:
    """Takes what the client writes, and gives the fragments that it reads: one message each."""

    def __init__(self, service, secondary_address, credentials):
        self._service, self._address, self._credentials = service, secondary_address, credentials
        self._incoming, self._request = b'', b''
        self._outgoing = collections.deque()
        self._fragment = FRAGMENT
        self._protection = None

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
        kind, (auth_length, call_id) = packet[2], struct.unpack_from('<HI', packet, 10)
        try:
            if kind in (rpcrt.MSRPC_BIND, rpcrt.MSRPC_ALTERCTX):
                self._bind(kind, call_id, packet, self._answer_token(packet, auth_length))
            elif kind == rpcrt.MSRPC_AUTH3:
                self._answer_token(packet, auth_length)
            elif kind == rpcrt.MSRPC_REQUEST:
                self._take_request(call_id, packet)
        except protection.Refused:
            self._fault(call_id, 0, ACCESS_DENIED_FAULT)

    def _answer_token(self, packet, auth_length):
        """The authentication behind a bind's answer."""
        if not auth_length:
            return b''
        trailer = packet[-auth_length - protection.TRAILER_SIZE:-auth_length]
        if self._protection is None:
            self._protection = protection.Protection(self._credentials, trailer)
        return self._protection.take(packet[-auth_length:]) or b''

    def _bind(self, kind, call_id, packet, token):
        _, max_receive, _, count = struct.unpack_from('<HHIB', packet, HEADER_SIZE)
        self._fragment = min(FRAGMENT, max_receive)
        results, begin = b'', HEADER_SIZE + 12
        for _ in range(count):
            # One transfer syntax an item, as all clients that we know send it.
            results += self._result_of(packet[begin + 4:begin + 24], packet[begin + 24:begin + 44])
            begin += 44
        address = self._address.encode() + b'\0'
        body = struct.pack('<HHIH', self._fragment, FRAGMENT, 0x1234, len(address)) + address
        body += bytes(-len(body) % 4) + struct.pack('<B3x', count) + results
        if token:
            body += self._protection.trailer(0) + token
        answer = rpcrt.MSRPC_BINDACK if kind == rpcrt.MSRPC_BIND else rpcrt.MSRPC_ALTERCTX_R
        self._outgoing.append(pdu(answer, WHOLE | packet[3] & HEADER_SIGNING, call_id, body, len(token)))

    def _result_of(self, interface, syntax):
        if syntax != NDR32:
            return struct.pack('<HH20x', REJECTED, UNKNOWN_SYNTAX)
        if interface != self._service.syntax:
            return struct.pack('<HH20x', REJECTED, UNKNOWN_INTERFACE)
        return struct.pack('<HH', ACCEPTED, 0) + NDR32

    def _take_request(self, call_id, packet):
        begin = RESPONSE_HEADER_SIZE + (16 if packet[3] & rpcrt.PFC_OBJECT_UUID else 0)
        self._request += self._protection.open(packet, begin) if self._protection else packet[begin:]
        if not packet[3] & rpcrt.PFC_LAST_FRAG:
            return
        request, self._request = self._request, b''
        context, opnum = struct.unpack_from('<HH', packet, 20)
        level = protection.NAMES[self._protection.level] if self._protection else 'connect'
        try:
            stub, drop_after = self._service.call(opnum, Reader(request), level)
        except Fault as fault:
            self._fault(call_id, context, fault.code)
            return
        room = self._fragment - RESPONSE_HEADER_SIZE - protection.TRAILER_SIZE - protection.SIGNATURE_SIZE
        room -= room % 16
        for offset in range(0, max(len(stub), 1), room):
            if drop_after is not None and offset >= drop_after:
                self._outgoing.append(None)
                return
            last = offset + room >= len(stub)
            flags = (0 if offset else rpcrt.PFC_FIRST_FRAG) | (rpcrt.PFC_LAST_FRAG if last else 0)
            self._respond(call_id, context, flags, stub[offset:offset + room], len(stub) - offset)

    def _fault(self, call_id, context, code):
        # In clear and without a verifier, whatever the bind agreed on; the sequence of signatures does not see it.
        # MS-RPCE 2.2.2.8: no stub data; the reserved word behind the status is part of the header.
        self._outgoing.append(pdu(rpcrt.MSRPC_FAULT, WHOLE, call_id, struct.pack('<IHBBII', 32, context, 0, 0, code, 0)))

    def _respond(self, call_id, context, flags, stub, hint):
        head = struct.pack('<IHBB', hint, context, 0, 0)
        if not self._protection:
            self._outgoing.append(pdu(rpcrt.MSRPC_RESPONSE, flags, call_id, head + stub))
            return
        size = len(stub) + -len(stub) % 16 + protection.TRAILER_SIZE + protection.SIGNATURE_SIZE
        head = pdu(rpcrt.MSRPC_RESPONSE, flags, call_id, head, protection.SIGNATURE_SIZE, size)
        self._outgoing.append(self._protection.protect(head, stub))


def pdu(kind, flags, call_id, body, auth_length=0, to_come=0):
    length = HEADER_SIZE + len(body) + to_come
    return struct.pack('<4B4sHHI', 5, 0, kind, flags, LITTLE_ENDIAN, length, auth_length, call_id) + body
