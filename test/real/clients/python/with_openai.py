"""The official Python library "openai" against the address given."""
import json

import openai

import checks

client = openai.OpenAI(base_url=checks.address() + "/v1", api_key="unused", max_retries=0)
hi = [{"role": "user", "content": "hi"}]
weather = [{"role": "user", "content": "Weather in Paris?"}]


def chat(**more):
    return client.chat.completions.create(model="tiny", **more)


def texts(stream):
    return (chunk.choices[0].delta.content for chunk in stream if chunk.choices)


models = [m.id for m in client.models.list()]
checks.equal("models", {"tiny:latest", "tiny-think:latest"} - set(models), set())
checks.piece_by_piece("chat", lambda: texts(chat(messages=hi, stream=True)))
whole = chat(messages=hi)
checks.equal("chat in one piece", (whole.choices[0].message.content, whole.choices[0].finish_reason), (checks.ANSWER, "stop"))

last = list(chat(messages=hi, stream=True, max_tokens=4, stream_options={"include_usage": True}))[-1]
checks.equal("usage", last.usage.completion_tokens, 4)

names, arguments = {}, {}
for chunk in chat(messages=weather, tools=[checks.WEATHER, checks.TIME], stream=True):
    for call in chunk.choices[0].delta.tool_calls or [] if chunk.choices else []:
        names.setdefault(call.index, call.function.name)
        arguments[call.index] = arguments.get(call.index, "") + (call.function.arguments or "")
checks.equal("tool calls", [(names[i], json.loads(arguments[i])) for i in sorted(names)], checks.CALLS)

with client.responses.stream(model="tiny", input="hi") as stream:
    text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
checks.equal("responses", text, checks.ANSWER)

vectors = client.embeddings.create(model="tiny", input=["hi", "you"]).data
checks.equal("embeddings", (len(vectors), len(vectors[0].embedding) > 100), (2, True))

try:
    client.chat.completions.create(model="nope", messages=hi)
    raise AssertionError("an unknown model was answered")
except openai.NotFoundError as error:
    checks.equal("unknown model", "nope" in error.message, True)
