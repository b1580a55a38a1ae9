"""read_with_samba.py PORT USER PASSWORD_FILE NAME

Reads a value of HKEY_PERFORMANCE_DATA of a server on 127.0.0.1 with python3-samba's winreg binding, sealed. Prints
JSON: [type, hex digits]."""

import json
import sys

from samba import credentials, param
from samba.dcerpc import winreg

MAXIMUM_ALLOWED = 0x02000000
ROOM = 65536


def open_performance_data(port, user, password_file):
    """The registry and its open key."""
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
    return registry, registry.OpenHKPD(None, MAXIMUM_ALLOWED)


def spelled(name):
    text = winreg.String()
    text.name = name
    return text


def main():
    port, user, password_file, name = sys.argv[1:]
    registry, key = open_performance_data(port, user, password_file)
    kind, data, _, length = registry.QueryValue(key, spelled(name), 0, [0] * ROOM, ROOM, 0)
    print(json.dumps([kind, bytes(data[:length]).hex()]))


if __name__ == '__main__':
    main()
