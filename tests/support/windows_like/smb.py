"""SMB 2.0.2 with named pipes: impacket's server negotiates and checks NTLM; what comes after a log-on is answered
here, because impacket's cannot be told to refuse, wait or drop."""

import configparser
import hashlib
import hmac
import itertools
import secrets
import select
import socket
import struct
import traceback

from impacket import ntlm, smb3structs as smb2, smbserver
from impacket.spnego import SPNEGO_NegTokenResp

from .pipe import ConnectionDropped, Pipe
from .svcctl import RemoteRegistry, Svcctl
from .winreg import Winreg

SUCCESS, BUFFER_OVERFLOW = 0, 0x80000005
INVALID_HANDLE, ACCESS_DENIED = 0xC0000008, 0xC0000022
OBJECT_NAME_NOT_FOUND, PIPE_EMPTY, NOT_SUPPORTED = 0xC0000034, 0xC00000D9, 0xC00000BB
INVALID_DEVICE_REQUEST, BAD_NETWORK_NAME = 0xC0000010, 0xC00000CC
HEADER_SIZE = 64
SERVICES = {'winreg': Winreg, 'svcctl': Svcctl}
SESSION_IS_GUEST, SESSION_IS_NULL = 1, 2
AUTHENTICATE = 3
# What impacket's server has said when it negotiated: no capabilities, its GUID, signing enabled, SMB 2.0.2.
NEGOTIATED = struct.pack('<I16sHH', 0, b'A' * 16, 1, smb2.SMB2_DIALECT_002)


class Connection:
    def __init__(self, number, stream):
        self.number, self._stream = number, stream
        self.pipes, self.signing_key, self.is_null, self.session = {}, None, False, 0

    def peer_gone(self):
        if not select.select([self._stream], [], [], 0)[0]:
            return False
        try:
            return not self._stream.recv(1, socket.MSG_PEEK)
        except OSError:
            return True


class Handler(smbserver.SMBSERVERHandler):
    def __init__(self, request, client_address, server):
        request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server.connect(request)
        super().__init__(request, client_address, server)


def settings():
    """What impacket's server wants to know of itself."""
    config = configparser.ConfigParser()
    config['global'] = {'server_name': 'WINDOWS', 'server_os': 'Windows', 'server_domain': 'WINDOWS', 'log_file': 'None',
                        'rpc_apis': 'no', 'credentials_file': '', 'challenge': secrets.token_hex(8),
                        'SMB2Support': 'True', 'anonymous_logon': 'False'}
    return config


class Server(smbserver.SMBSERVER):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, address, behaviour, user, password):
        super().__init__(address, Handler, settings())
        self.processConfigFile()
        self.addCredential(user, 0, ntlm.compute_lmhash(password), ntlm.compute_nthash(password))
        self.behaviour, self.service = behaviour, RemoteRegistry(behaviour)
        self._numbers, self._connections = itertools.count(1), {}
        self._commands = {smb2.SMB2_TREE_CONNECT: self._tree_connect, smb2.SMB2_CREATE: self._create,
                          smb2.SMB2_READ: self._read, smb2.SMB2_WRITE: self._write, smb2.SMB2_IOCTL: self._ioctl,
                          smb2.SMB2_CLOSE: self._close, smb2.SMB2_ECHO: self._agree, smb2.SMB2_FLUSH: self._agree,
                          smb2.SMB2_TREE_DISCONNECT: self._agree, smb2.SMB2_LOGOFF: self._agree}

    def connect(self, stream):
        connection = Connection(next(self._numbers), stream)
        self._connections[smbserver.threading.current_thread().name] = connection
        self.behaviour.log(connection, step='connect')

    def processRequest(self, connId, data):
        try:
            return self._process(connId, self._connections[connId], data)
        except ConnectionDropped:
            raise
        except Exception:
            traceback.print_exc()  # impacket's handler would break the connection without a word
            raise

    def _process(self, connId, connection, data):
        is_smb2 = data[:4] == b'\xfeSMB'
        command = struct.unpack_from('<H', data, 12)[0] if is_smb2 else smb2.SMB2_NEGOTIATE
        if command == smb2.SMB2_NEGOTIATE:
            self.behaviour.stall('negotiate', connection)
            self.behaviour.log(connection, step='negotiate')
            return super().processRequest(connId, data)
        request = smb2.SMB2Packet(data)
        if command == smb2.SMB2_SESSION_SETUP:
            return self._session_setup(connId, connection, request, data)
        answer = self._commands.get(command, self._refuse)
        if not connection.session:
            answer = self._deny
        status, body = answer(connection, request)
        return [self._reply(connection, request, status, body)]

    @staticmethod
    def _reply(connection, request, status, body, tree=None):
        flags = smb2.SMB2_FLAGS_SERVER_TO_REDIR | (smb2.SMB2_FLAGS_SIGNED if connection.signing_key else 0)
        head = struct.pack('<4sHHIHHIIQIIQ', b'\xfeSMB', 64, request['CreditCharge'], status, request['Command'],
                           max(request['CreditRequestResponse'], 1), flags, 0, request['MessageID'], request['Reserved'],
                           request['TreeID'] or 1, request['SessionID'])
        signature = bytes(16)
        if connection.signing_key:
            signature = hmac.new(connection.signing_key, head + signature + body, hashlib.sha256).digest()[:16]
        return head + signature + body

    def _session_setup(self, connId, connection, request, data):
        token = data[max(data.find(b'NTLMSSP\0'), 0):]
        kind, = struct.unpack_from('<I', token, 8)
        if kind != AUTHENTICATE:
            self.behaviour.stall('logon', connection)
            return super().processRequest(connId, data)
        message = ntlm.NTLMAuthChallengeResponse()
        message.fromString(token)
        user = message['user_name'].decode('utf-16-le')
        status, flags = (self.behaviour.rule('logon') or {}).get('status'), 0
        if status is None and not user:
            status, flags = SUCCESS, SESSION_IS_NULL
        if status is None:
            status = struct.unpack_from('<I', super().processRequest(connId, data)[0], 8)[0]
            if status == SUCCESS and (self.behaviour.get('logon') or {}).get('guest'):
                flags = SESSION_IS_GUEST
        self.behaviour.log(connection, step='logon', user=user, status=status)
        if status != SUCCESS:
            return [self._reply(connection, request, status, smb2.SMB2Error().getData())]
        connection.session, connection.is_null = request['SessionID'], flags == SESSION_IS_NULL
        if not flags:
            connection.signing_key = self.getConnectionData(connId, False)['SigningSessionKey']
        accepted = SPNEGO_NegTokenResp()
        accepted['NegState'] = b'\x00'
        token = accepted.getData()
        return [self._reply(connection, request, SUCCESS, struct.pack('<HHHH', 9, flags, 0x48, len(token)) + token)]

    def _deny(self, *_):
        return ACCESS_DENIED, smb2.SMB2Error().getData()

    def _refuse(self, *_):
        return NOT_SUPPORTED, smb2.SMB2Error().getData()

    def _agree(self, *_):
        return SUCCESS, struct.pack('<HH', 4, 0)

    def _tree_connect(self, connection, request):
        self.behaviour.stall('tree', connection)
        begin, count = struct.unpack_from('<HH', request['Data'], 4)
        path = request['Data'][begin - HEADER_SIZE:begin - HEADER_SIZE + count].decode('utf-16-le')
        status = (self.behaviour.rule('tree') or {}).get('status', SUCCESS)
        if status == SUCCESS and path.rpartition('\\')[2].upper() != 'IPC$':
            status = BAD_NETWORK_NAME
        self.behaviour.log(connection, step='tree', path=path, status=status,
                           signed=bool(request['Flags'] & smb2.SMB2_FLAGS_SIGNED))
        if status != SUCCESS:
            return status, smb2.SMB2Error().getData()
        return SUCCESS, struct.pack('<HBBIII', 16, smb2.SMB2_SHARE_TYPE_PIPE, 0, 0x30, 0, 0x001F01FF)

    def _create(self, connection, request):
        self.behaviour.stall('pipe', connection)
        begin, count = struct.unpack_from('<HH', request['Data'], 44)
        path = request['Data'][begin - HEADER_SIZE:begin - HEADER_SIZE + count].decode('utf-16-le')
        name = path.lstrip('\\').lower()
        status = self._pipe_status(connection, name)
        self.behaviour.log(connection, step='pipe', pipe=name, status=status)
        if status != SUCCESS:
            return status, smb2.SMB2Error().getData()
        handle = secrets.token_bytes(16)
        address = r'\PIPE\ntsvcs' if name == 'svcctl' else rf'\PIPE\{name}'
        connection.pipes[handle] = Pipe(SERVICES[name](self, connection), address, self.getCredentials())
        return SUCCESS, struct.pack('<HBBI4QQQII', 89, 0, 0, 1, 0, 0, 0, 0, 4096, 0, 0x80, 0) + handle + bytes(9)

    def _pipe_status(self, connection, name):
        rule = self.behaviour.rule('pipes', name)
        if rule:
            return rule['status']
        if name not in SERVICES:
            return OBJECT_NAME_NOT_FOUND
        if connection.is_null:
            return ACCESS_DENIED
        return (self.service.refusal() if name == 'winreg' else None) or SUCCESS

    def _read(self, connection, request):
        read = smb2.SMB2Read(request['Data'])
        status, data = self._take(connection, read['FileID'].getData(), read['Length'])
        if data is None:
            return status, smb2.SMB2Error().getData()
        return status, struct.pack('<HBBIII', 17, 0x50, 0, len(data), 0, 0) + data

    def _write(self, connection, request):
        write = smb2.SMB2Write(request['Data'])
        pipe = connection.pipes.get(write['FileID'].getData())
        if pipe is None:
            return INVALID_HANDLE, smb2.SMB2Error().getData()
        begin = write['DataOffset'] - HEADER_SIZE
        data = request['Data'][begin:begin + write['Length']]
        pipe.write(data)
        return SUCCESS, struct.pack('<HHIIHH', 17, 0, len(data), 0, 0, 0)

    def _ioctl(self, connection, request):
        (code,), handle = struct.unpack_from('<I', request['Data'], 4), request['Data'][8:24]
        begin, count, _, _, _, room = struct.unpack_from('<6I', request['Data'], 24)
        pipe = connection.pipes.get(handle)
        if code == smb2.FSCTL_VALIDATE_NEGOTIATE_INFO:
            status, data = SUCCESS, NEGOTIATED
        elif code != smb2.FSCTL_PIPE_TRANSCEIVE:
            status, data = INVALID_DEVICE_REQUEST, None
        else:
            if pipe:
                pipe.write(request['Data'][begin - HEADER_SIZE:begin - HEADER_SIZE + count])
            status, data = self._take(connection, handle, room)
        if data is None:
            return status, smb2.SMB2Error().getData()
        return status, struct.pack('<HHI16s6I', 49, 0, code, handle, 0x70, 0, 0x70, len(data), 0, 0) + data

    @staticmethod
    def _take(connection, handle, room):
        pipe = connection.pipes.get(handle)
        if pipe is None:
            return INVALID_HANDLE, None
        message = pipe.read(room)
        if message is None:
            return PIPE_EMPTY, None
        data, more = message
        return BUFFER_OVERFLOW if more else SUCCESS, data

    def _close(self, connection, request):
        handle = smb2.SMB2Close(request['Data'])['FileID'].getData()
        if connection.pipes.pop(handle, None) is None:
            return INVALID_HANDLE, smb2.SMB2Error().getData()
        return SUCCESS, struct.pack('<HHI', 60, 0, 0) + bytes(52)
