"""What a test wants of the server, re-read at each request, and the log of what came."""

import json
import os
import threading
import time

FOREVER = -1
POLL_SECONDS = 0.01


class Behaviour:
    """The control file's content; the test replaces the file as a whole, so what is read is never half of it."""

    def __init__(self, folder):
        self._control = os.path.join(folder, 'control.json')
        self._log = open(os.path.join(folder, 'requests.jsonl'), 'a', encoding='utf-8')
        self._lock = threading.RLock()
        self._stamp = None
        self._wanted = {}
        self._used = {}

    def wanted(self):
        with self._lock:
            about = os.stat(self._control)
            stamp = (about.st_ino, about.st_mtime_ns, about.st_size)
            if stamp != self._stamp:
                with open(self._control, encoding='utf-8') as control:
                    self._wanted = json.load(control)
                self._stamp = stamp
            return self._wanted

    def get(self, *path):
        """The node below the keys of `path`; None when there is none."""
        node = self.wanted()
        for key in path:
            node = node.get(key) if node else None
        return node

    def rule(self, *path):
        """As get, but a rule with "times": n holds n times only, counted anew when the rule changes."""
        with self._lock:
            rule = self.get(*path)
            if rule is None or 'times' not in rule:
                return rule
            spelled, used = self._used.get(path, (None, 0))
            if spelled != rule:
                used = 0
            if used >= rule['times']:
                return None
            self._used[path] = (rule, used + 1)
            return rule

    def stall(self, step, connection):
        self.hold(lambda: self.get('stall', step), connection)

    def hold(self, limit, connection):
        """Waits for limit() milliseconds, or until it becomes None or the client has gone."""
        begin = time.monotonic()
        while (wanted := limit()) is not None and not connection.peer_gone():
            if wanted != FOREVER and (time.monotonic() - begin) * 1000 >= wanted:
                return
            time.sleep(POLL_SECONDS)

    def log(self, connection, **what):
        with self._lock:
            self._log.write(json.dumps({'connection': connection.number, **what}) + '\n')
            self._log.flush()
