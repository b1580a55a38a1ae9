"""remote_with_impacket.py PORT USER PASSWORD_FILE NAME ROOM SECONDS

Asks a server on 127.0.0.1 for one value of HKEY_PERFORMANCE_DATA again and again with python3-impacket's own client.
Prints queries a second and megabytes a second."""

import sys
import time

from impacket.dcerpc.v5 import rpcrt, rrp, transport


def main():
    port, user, password_file, name, room, seconds = sys.argv[1:]
    with open(password_file, encoding='utf-8') as file:
        password = file.read().rstrip('\n')
    route = transport.DCERPCTransportFactory(r'ncacn_np:127.0.0.1[\pipe\winreg]')
    route.set_dport(int(port))
    route.set_credentials(user, password)
    rpc = route.get_dce_rpc()
    rpc.set_auth_type(rpcrt.RPC_C_AUTHN_WINNT)
    rpc.set_auth_level(rpcrt.RPC_C_AUTHN_LEVEL_PKT_PRIVACY)
    rpc.connect()
    rpc.bind(rrp.MSRPC_UUID_RRP)
    key = rrp.hOpenPerformanceData(rpc)['phKey']
    room = int(room)
    queries = size = 0
    begin = time.monotonic()
    while time.monotonic() - begin < float(seconds):
        request = rrp.BaseRegQueryValue()
        request['hKey'] = key
        request['lpValueName'] = name + '\0'
        request['lpData'] = b' ' * room
        request['lpcbData'] = request['lpcbLen'] = room
        answer = rpc.request(request)
        size += len(b''.join(answer['lpData']))
        queries += 1
    took = time.monotonic() - begin
    print(queries / took, size / took / 1e6)


main()
