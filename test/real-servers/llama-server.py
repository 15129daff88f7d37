"""llama-server.py MODEL HOST PORT KEY WATCH: llama.cpp's server until SIGTERM, or until stdin ends if WATCH is not empty."""
import os
import signal
import sys

import xllamacpp

model, host, port, key, watch = sys.argv[1:6]
settings = xllamacpp.CommonParams()
settings.model.path, settings.model_alias = model, {"tiny"}
settings.hostnames, settings.port = [host], int(port)
settings.n_ctx, settings.n_parallel, settings.use_jinja, settings.sampling.temp = 16384, 4, True, 0.0
if key:
    settings.api_keys = [key]
# Held in a variable: the server stops when the object goes.
server = xllamacpp.Server(settings)
# One write: print() makes several where Python does not buffer, and the server's log, on the same pipe, goes between them.
os.write(1, f"real-llama-server: serving tiny on {server.listening_address}\n".encode())
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
try:
    if watch:
        while sys.stdin.buffer.read(4096):
            pass
    else:
        signal.pause()
except KeyboardInterrupt:
    pass
os._exit(0)
