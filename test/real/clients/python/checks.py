"""What every client here checks, and how it says so: a line "ok …" for each check, an exception otherwise."""
import sys
import time

ANSWER = "Hello, I am tiny.\n Count: " + " ".join(str(n) for n in range(1, 121)) + ". Grüße 🦙 end"
CALLS = [("get_weather", {"city": "Paris"}), ("get_time", {"zone": "Asia/Tokyo", "hours": 24})]
WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Weather of a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
TIME = {
    "type": "function",
    "function": {
        "name": "get_time",
        "description": "Time in a zone",
        "parameters": {
            "type": "object",
            "properties": {"zone": {"type": "string"}, "hours": {"type": "integer"}},
            "required": ["zone"],
        },
    },
}


def address():
    if len(sys.argv) != 2:
        sys.exit("usage: %s http://HOST:PORT" % sys.argv[0])
    return sys.argv[1]


def equal(what, found, expected):
    if found != expected:
        raise AssertionError(f"{what}: expected {expected!r}, found {found!r}")
    print("ok", what, flush=True)


def piece_by_piece(what, stream):
    """stream() starts an answer and yields its pieces of text; together they are the counted answer.

    The model needs about 200 ms for it. An answer that was held back somewhere arrives within a few; a busy computer
    can make one look like that, not three.
    """
    for _ in range(3):
        pieces, times = [], []
        for piece in stream():
            if piece:
                pieces.append(piece)
                times.append(time.monotonic())
        if "".join(pieces) != ANSWER:
            raise AssertionError(f"{what}: expected {ANSWER!r}, found {''.join(pieces)!r}")
        spread = times[-1] - times[0]
        if len(pieces) > 100 and spread > 0.05:
            print(f"ok {what}: {len(pieces)} pieces over {spread * 1000:.0f} ms", flush=True)
            return
    raise AssertionError(f"{what}: the whole answer came at once ({len(pieces)} pieces within {spread * 1000:.0f} ms)")
