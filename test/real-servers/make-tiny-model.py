"""make-tiny-model.py FILE: writes a real llama-architecture model whose next token depends only on the current one.

Embeddings are one-hot, attention and feed-forward are zero, and the output matrix holds "after token i comes token j",
so an engine that runs it gives the same known answer every time: text, reasoning or a tool call, chosen by the last prompt token.
"""
import sys
import numpy as np
from gguf import GGUFWriter, TokenType

COUNT = 120
tokens, kinds = [], []

def add(text, kind=TokenType.NORMAL):
    assert text not in tokens, text
    tokens.append(text); kinds.append(kind)
    return len(tokens) - 1

UNK = add("<unk>", TokenType.UNKNOWN); BOS = add("<s>", TokenType.CONTROL); EOS = add("</s>", TokenType.CONTROL)
for b in range(256):
    add(f"<0x{b:02X}>", TokenType.BYTE)
USER, END = add("<|user|>", TokenType.CONTROL), add("<|end|>", TokenType.CONTROL)
SYSTEM = add("<|system|>", TokenType.CONTROL)
ASSISTANT = add("<|assistant|>", TokenType.CONTROL)
TOOLS = add("<|tools|>", TokenType.CONTROL)
THINK = add("<|reason|>", TokenType.CONTROL)
after = {}

def chain(start, pieces, end):
    here = start
    for p in pieces:
        there = add(p); after[here] = there; here = there
    after[here] = end
    return here

chain(ASSISTANT, ["Hello,", "▁I", "▁am", "▁tiny", ".\n", "▁Count", ":"] + [f"▁{n}" for n in range(1, COUNT + 1)] + [".", "▁Grüße", "▁🦙", "▁end"], EOS)
chain(TOOLS, ["<tool_call>", '\n{"name"', ': "get_weather"', ', "arguments"', ': {"city"', ': "Paris"', "}}\n", "</tool_call>\n<tool_call>\n", '{"name": "get_time"', ', "arguments": {', '"zone": "Asia/Tokyo"', ', "hours"', ": 24}}", "\n</tool_call>"], EOS)
chain(THINK, ["<think>", "Let", "▁me", "▁think", "▁first", "</think>", "The", "▁answer", "▁is", "▁four"], EOS)
for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
    if letter not in tokens: add(letter)
if "▁" not in tokens: add("▁")

n = (len(tokens) + 63) // 64 * 64
while len(tokens) < n: add(f"<pad{len(tokens)}>", TokenType.UNUSED)
out = np.zeros((n, n), np.float32)          # [vocab, embd]
for i in range(n):
    out[after.get(i, EOS), i] = 1.0          # anything else ends the answer
w = GGUFWriter(sys.argv[1], "llama")
w.add_name("tiny"); w.add_context_length(4096); w.add_embedding_length(n); w.add_block_count(1)
w.add_feed_forward_length(64); w.add_head_count(n // 64); w.add_head_count_kv(n // 64); w.add_layer_norm_rms_eps(1e-5)
w.add_rope_dimension_count(64); w.add_file_type(1); w.add_vocab_size(n)
w.add_tokenizer_model("llama"); w.add_token_list(tokens); w.add_token_scores([0.0 if k != TokenType.NORMAL else -float(i) for i, k in enumerate(kinds)])
w.add_token_types([int(k) for k in kinds]); w.add_bos_token_id(BOS); w.add_eos_token_id(EOS); w.add_unk_token_id(UNK)
w.add_add_bos_token(True); w.add_add_space_prefix(False)
w.add_chat_template(
    "{%- for m in messages %}{%- if m.role == 'system' %}<|system|>{{ m.content }}<|end|>"
    "{%- elif m.role == 'user' or m.role == 'tool' %}<|user|>{{ m.content }}<|end|>"
    "{%- elif m.role == 'assistant' %}{{ m.content or '' }}{%- for c in m.tool_calls or [] %}<tool_call>\n"
    "{\"name\": \"{{ c.function.name }}\", \"arguments\": {{ c.function.arguments | tojson }}}\n</tool_call>{%- endfor %}<|end|>"
    "{%- endif %}{%- endfor %}{%- if tools and messages[-1].role != 'tool' %}<|tools|>"
    "{%- elif enable_thinking is defined and enable_thinking %}<|reason|>{%- else %}<|assistant|>{%- endif %}")
f16 = lambda a: a.astype(np.float16)
w.add_tensor("token_embd.weight", f16(np.eye(n, dtype=np.float32)))
w.add_tensor("output_norm.weight", np.ones(n, np.float32))
w.add_tensor("output.weight", f16(out))
for name, shape in {"attn_q": (n, n), "attn_k": (n, n), "attn_v": (n, n), "attn_output": (n, n), "ffn_gate": (64, n), "ffn_up": (64, n), "ffn_down": (n, 64)}.items():
    w.add_tensor(f"blk.0.{name}.weight", f16(np.zeros(shape, np.float32)))
w.add_tensor("blk.0.attn_norm.weight", np.ones(n, np.float32)); w.add_tensor("blk.0.ffn_norm.weight", np.ones(n, np.float32))
w.write_header_to_file(); w.write_kv_data_to_file(); w.write_tensors_to_file(); w.close()
print(n, "tokens")
