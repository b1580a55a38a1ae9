"""windows_like_server.py FOLDER ADDRESS PORT: serves until it is ended.

FOLDER/control.json says how to behave (windows_like/behaviour.py); FOLDER/account.json has the one account that may log
on. Writes FOLDER/port when it listens, a line to FOLDER/requests.jsonl for everything that comes, and what goes wrong
here to FOLDER/errors."""

import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from windows_like.behaviour import Behaviour  # noqa: E402
from windows_like.smb import Server  # noqa: E402


def main():
    folder, address, port = sys.argv[1:]
    sys.stderr = open(os.path.join(folder, 'errors'), 'a', buffering=1, encoding='utf-8')
    with open(os.path.join(folder, 'account.json'), encoding='utf-8') as file:
        account = json.load(file)
    server = Server((address, int(port)), Behaviour(folder), account['user'], account['password'])
    written = os.path.join(folder, 'port.new')
    with open(written, 'w', encoding='utf-8') as file:
        file.write(str(server.server_address[1]))
    os.replace(written, os.path.join(folder, 'port'))
    server.serve_forever(poll_interval=0.05)


main()
