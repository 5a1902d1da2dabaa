"""Drives python-socketio against the echo server: client.py URL TRANSPORTS.

Prints one line per step that went right; any surprise ends it with status 1.
"""
import os
import queue
import sys
import threading

import engineio
import socketio

# Its default of 16 packets in a poll is no part of the protocol, and a burst holds more.
engineio.payload.Payload.max_decode_packets = 10_000

url, transports = sys.argv[1], sys.argv[2].split(",")
patience = 15
watchdog = threading.Timer(30, lambda: os._exit(1))
watchdog.daemon = True
watchdog.start()


def connected(namespace, auth, wait=patience):
    """A client, and the queues of what it hears by event."""
    heard = {name: queue.Queue() for name in ("auth", "message-back", "connect_error", "disconnect")}
    client = socketio.Client(reconnection=False)
    for name in ("auth", "message-back", "connect_error"):
        client.on(name, lambda *args, q=heard[name]: q.put(list(args)), namespace=namespace)
    client.on("disconnect", lambda *args, q=heard["disconnect"]: q.put([]), namespace=namespace)
    client.connect(url, auth=auth, transports=transports, namespaces=[namespace], wait_timeout=wait)
    return client, heard


def expect(step, actual, expected):
    assert actual == expected, f"{step}: {actual!r} instead of {expected!r}"
    print(step, flush=True)


client, heard = connected("/", {"token": "t1"})
expect("connect with auth", heard["auth"].get(timeout=patience), [{"token": "t1"}])

client.emit("message", (1, "zwei 😀", {"three": [True, None]}))
expect("emit", heard["message-back"].get(timeout=patience), [1, "zwei 😀", {"three": [True, None]}])

expect("ack", client.call("message-with-ack", {"a": 1}, timeout=patience), {"a": 1})

binary = bytes([1, 2, 3, 255])
client.emit("message", ({"deep": binary}, binary))
expect("binary", heard["message-back"].get(timeout=patience), [{"deep": binary}, binary])
expect("binary ack", client.call("message-with-ack", binary, timeout=patience), binary)

for i in range(1000):
    client.emit("message", i)
# This client gives each event a thread of its own, and the threads race: it can show that all came,
# and the other clients show that they came in order.
received = [heard["message-back"].get(timeout=patience)[0] for _ in range(1000)]
expect("a thousand", sorted(received), list(range(1000)))

try:
    connected("/guarded", {"token": "bad"}, wait=1)
    raise AssertionError("let in without a token")
except socketio.exceptions.ConnectionError:
    print("refused by the connector", flush=True)

client.disconnect()
client.wait()
print("disconnect", flush=True)
