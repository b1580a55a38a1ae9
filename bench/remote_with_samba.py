"""remote_with_samba.py PORT USER PASSWORD_FILE NAME ROOM SECONDS

Asks a server on 127.0.0.1 for one value of HKEY_PERFORMANCE_DATA again and again with python3-samba's winreg binding,
sealed. Prints queries a second and megabytes a second."""

import sys
import time

from samba import credentials, param
from samba.dcerpc import winreg

MAXIMUM_ALLOWED = 0x02000000


def main():
    port, user, password_file, name, room, seconds = sys.argv[1:]
    with open(password_file, encoding='utf-8') as file:
        password = file.read().rstrip('\n')
    settings = param.LoadParm()
    settings.set('smb ports', port)
    account = credentials.Credentials()
    account.guess(settings)
    account.set_kerberos_state(credentials.DONT_USE_KERBEROS)
    account.set_username(user)
    account.set_password(password)
    account.set_domain('')
    registry = winreg.winreg('ncacn_np:127.0.0.1[seal]', settings, account)
    key = registry.OpenHKPD(None, MAXIMUM_ALLOWED)
    spelled = winreg.String()
    spelled.name = name
    room = int(room)
    queries = size = 0
    begin = time.monotonic()
    while time.monotonic() - begin < float(seconds):
        _, _, _, length = registry.QueryValue(key, spelled, 0, [0] * room, room, 0)
        size += length
        queries += 1
    took = time.monotonic() - begin
    print(queries / took, size / took / 1e6)


main()
