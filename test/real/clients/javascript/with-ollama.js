// The official JavaScript library "ollama" against the address given.
import { Ollama } from 'ollama';
import * as checks from './checks.js';

const client = new Ollama({ host: checks.address() });
const model = 'tiny';
const messages = [{ role: 'user', content: 'hi' }];

const names = (await client.list()).models.map((m) => m.name);
checks.equal('list', ['tiny:latest', 'tiny-think:latest'].filter((name) => !names.includes(name)), []);
checks.equal('show', (await client.show({ model })).model_info['general.architecture'], 'llama');

await checks.pieceByPiece('chat', () => client.chat({ model, messages, stream: true }), (part) => part.message.content);
await checks.pieceByPiece('generate', () => client.generate({ model, prompt: 'hi', stream: true }), (part) => part.response);
const whole = await client.chat({ model, messages });
checks.equal('chat in one piece', [whole.message.content, whole.done, whole.eval_count], [checks.ANSWER, true, 132]);
checks.equal('ps', (await client.ps()).models.some((m) => m.name === 'tiny:latest'), true);

const calls = [];
for await (const part of await client.chat({ model, messages, tools: checks.TOOLS, stream: true })) {
  for (const call of part.message.tool_calls ?? []) {
    calls.push({ name: call.function.name, arguments: call.function.arguments });
  }
}
checks.equal('tool calls', calls, checks.CALLS);

const { embeddings } = await client.embed({ model, input: ['hi', 'you'] });
checks.equal('embed', [embeddings.length, embeddings[0].length > 100], [2, true]);

const stream = await client.chat({ model, messages, stream: true });
const aborted = await checks.refused('an aborted stream', (async () => {
  for await (const _ of stream) {
    stream.abort();
  }
})());
checks.equal('abort', aborted.name, 'AbortError');

const error = await checks.refused('an unknown model', client.chat({ model: 'nope', messages }));
checks.equal('unknown model', [error.status_code, error.message.includes('nope')], [404, true]);
