"""The official Python library "ollama" against the address given."""
import ollama

import checks

client = ollama.Client(host=checks.address())
hi = [{"role": "user", "content": "hi"}]
weather = [{"role": "user", "content": "Weather in Paris?"}]

models = [m.model for m in client.list().models]
checks.equal("list", {"tiny:latest", "tiny-think:latest"} - set(models), set())
checks.equal("show", client.show("tiny").modelinfo["general.architecture"], "llama")
checks.piece_by_piece("chat", lambda: (part.message.content for part in client.chat("tiny", hi, stream=True)))
checks.piece_by_piece("generate", lambda: (part.response for part in client.generate("tiny", "hi", stream=True)))
whole = client.chat("tiny", hi)
checks.equal("chat in one piece", (whole.message.content, whole.done, whole.eval_count), (checks.ANSWER, True, 132))
checks.equal("ps", "tiny:latest" in [m.model for m in client.ps().models], True)

thought = client.chat("tiny-think", hi, think=True).message
checks.equal("thinking", (thought.thinking, thought.content), ("Let me think first", "The answer is four"))

calls = []
for part in client.chat("tiny", weather, tools=[checks.WEATHER, checks.TIME], stream=True):
    calls += [(call.function.name, call.function.arguments) for call in part.message.tool_calls or []]
checks.equal("tool calls", calls, checks.CALLS)

vectors = client.embed("tiny", ["hi", "you"]).embeddings
checks.equal("embed", (len(vectors), len(vectors[0]) > 100, len(vectors[0]) == len(vectors[1])), (2, True, True))

try:
    client.chat("nope", hi)
    raise AssertionError("an unknown model was answered")
except ollama.ResponseError as error:
    checks.equal("unknown model", (error.status_code, "nope" in error.error), (404, True))
