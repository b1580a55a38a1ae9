"""remote_with_impacket.py PORT USER PASSWORD_FILE NAME ROOM SECONDS

Asks a server on 127.0.0.1 for one value of HKEY_PERFORMANCE_DATA again and again with python3-impacket's own client.
Prints queries a second and megabytes a second."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'tests' / 'support'))
from read_with_impacket import OPENERS, ask, connect, rrp


def main():
    port, user, password_file, name, room, seconds = sys.argv[1:]
    rpc = connect(port, user, password_file, 'winreg', rrp.MSRPC_UUID_RRP)
    key = OPENERS['HKPD'](rpc)['phKey']
    queries = size = 0
    begin = time.monotonic()
    while time.monotonic() - begin < float(seconds):
        _, data = ask(rpc, key, name, int(room))
        size += len(data)
        queries += 1
    took = time.monotonic() - begin
    print(queries / took, size / took / 1e6)


main()
