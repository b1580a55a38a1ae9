"""read_with_samba.py PORT USER PASSWORD_FILE NAME

Reads a value of HKEY_PERFORMANCE_DATA of a server on 127.0.0.1 with python3-samba's winreg binding, sealed. Prints
JSON: [type, hex digits]."""

import json
import sys

from samba import credentials, param
from samba.dcerpc import winreg

MAXIMUM_ALLOWED = 0x02000000
ROOM = 65536


def main():
    port, user, password_file, name = sys.argv[1:]
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
    kind, data, _, length = registry.QueryValue(key, spelled, 0, [0] * ROOM, ROOM, 0)
    print(json.dumps([kind, bytes(data[:length]).hex()]))


main()
