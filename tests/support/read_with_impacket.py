"""read_with_impacket.py PORT USER PASSWORD_FILE performance KEY NAME [ROOM]
                                           tree HIVE PATH
                                           service

Reads a server on 127.0.0.1 with python3-impacket's own client. Prints JSON: a value as [type, hex digits]; a key as
{"keys": [...], "values": {name: [type, hex digits]}}; the Remote Registry service as [start type, state, state after
starting it]."""

import json
import sys

from impacket.dcerpc.v5 import rpcrt, rrp, scmr, transport

OPENERS = {'HKPD': rrp.hOpenPerformanceData, 'HKPT': rrp.hOpenPerformanceText, 'HKPN': rrp.hOpenPerformanceNlsText,
           'HKLM': rrp.hOpenLocalMachine, 'HKU': rrp.hOpenUsers}


def connect(port, user, password_file, pipe, interface):
    with open(password_file, encoding='utf-8') as file:
        password = file.read().rstrip('\n')
    route = transport.DCERPCTransportFactory(rf'ncacn_np:127.0.0.1[\pipe\{pipe}]')
    route.set_dport(int(port))
    route.set_credentials(user, password)
    rpc = route.get_dce_rpc()
    if interface == rrp.MSRPC_UUID_RRP:
        rpc.set_auth_type(rpcrt.RPC_C_AUTHN_WINNT)
        rpc.set_auth_level(rpcrt.RPC_C_AUTHN_LEVEL_PKT_PRIVACY)
    rpc.connect()
    rpc.bind(interface)
    return rpc


def ask(rpc, key, name, room):
    """Not hBaseRegQueryValue, which believes the size that comes with ERROR_MORE_DATA."""
    request = rrp.BaseRegQueryValue()
    request['hKey'] = key
    request['lpValueName'] = name + '\0'
    request['lpData'] = b' ' * room
    request['lpcbData'] = request['lpcbLen'] = room
    answer = rpc.request(request)
    return answer['lpType'], b''.join(answer['lpData'])


def query(rpc, key, name, room):
    kind, data = ask(rpc, key, name, room)
    return [kind, data.hex()]


def performance(rpc, key, name, room='262144'):
    return query(rpc, OPENERS[key](rpc)['phKey'], name, int(room))


def items(read):
    index = 0
    while True:
        try:
            yield read(index)
        except rrp.DCERPCSessionError as end:
            if end.get_error_code() != 259:
                raise
            return
        index += 1


def tree(rpc, hive, path):
    root = OPENERS[hive](rpc)['phKey']
    key = rrp.hBaseRegOpenKey(rpc, root, path)['phkResult']
    keys = [answer['lpNameOut'].rstrip('\0') for answer in items(lambda i: rrp.hBaseRegEnumKey(rpc, key, i))]
    names = [answer['lpValueNameOut'].rstrip('\0') for answer in items(lambda i: rrp.hBaseRegEnumValue(rpc, key, i))]
    return {'keys': keys, 'values': {name: query(rpc, key, name, 4096) for name in names}}


def service(rpc):
    manager = scmr.hROpenSCManagerW(rpc)['lpScHandle']
    handle = scmr.hROpenServiceW(rpc, manager, 'RemoteRegistry\0')['lpServiceHandle']
    state = lambda: scmr.hRQueryServiceStatus(rpc, handle)['lpServiceStatus']['dwCurrentState']
    start_type = scmr.hRQueryServiceConfigW(rpc, handle)['lpServiceConfig']['dwStartType']
    before = state()
    if before == scmr.SERVICE_STOPPED:
        scmr.hRStartServiceW(rpc, handle)
    return [start_type, before, state()]


def main():
    port, user, password_file, what, *rest = sys.argv[1:]
    pipe, interface = ('svcctl', scmr.MSRPC_UUID_SCMR) if what == 'service' else ('winreg', rrp.MSRPC_UUID_RRP)
    rpc = connect(port, user, password_file, pipe, interface)
    print(json.dumps({'performance': performance, 'tree': tree, 'service': service}[what](rpc, *rest)))


if __name__ == '__main__':
    main()
