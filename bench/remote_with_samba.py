"""remote_with_samba.py PORT USER PASSWORD_FILE NAME ROOM SECONDS

Asks a server on 127.0.0.1 for one value of HKEY_PERFORMANCE_DATA again and again with python3-samba's winreg binding,
sealed. Prints queries a second and megabytes a second."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'tests' / 'support'))
from read_with_samba import open_performance_data, spelled


def main():
    port, user, password_file, name, room, seconds = sys.argv[1:]
    registry, key = open_performance_data(port, user, password_file)
    wanted = spelled(name)
    room = int(room)
    queries = size = 0
    begin = time.monotonic()
    while time.monotonic() - begin < float(seconds):
        _, _, _, length = registry.QueryValue(key, wanted, 0, [0] * room, room, 0)
        size += length
        queries += 1
    took = time.monotonic() - begin
    print(queries / took, size / took / 1e6)


main()
