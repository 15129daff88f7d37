// The official JavaScript library "openai" against the address given.
import OpenAI, { NotFoundError } from 'openai';
import * as checks from './checks.js';

const client = new OpenAI({ baseURL: `${checks.address()}/v1`, apiKey: 'unused', maxRetries: 0 });
const model = 'tiny';
const messages = [{ role: 'user', content: 'hi' }];

const ids = [];
for await (const found of client.models.list()) {
  ids.push(found.id);
}
checks.equal('models', ['tiny:latest', 'tiny-think:latest'].filter((id) => !ids.includes(id)), []);

await checks.pieceByPiece(
  'chat',
  () => client.chat.completions.create({ model, messages, stream: true }),
  (chunk) => chunk.choices[0]?.delta.content,
);
const whole = await client.chat.completions.create({ model, messages });
checks.equal('chat in one piece', [whole.choices[0].message.content, whole.choices[0].finish_reason], [checks.ANSWER, 'stop']);

const parts = [];
for await (const chunk of await client.chat.completions.create({ model, messages, tools: checks.TOOLS, stream: true })) {
  for (const call of chunk.choices[0]?.delta.tool_calls ?? []) {
    parts[call.index] ??= { name: call.function.name, text: '' };
    parts[call.index].text += call.function.arguments ?? '';
  }
}
checks.equal('tool calls', parts.map((p) => ({ name: p.name, arguments: JSON.parse(p.text) })), checks.CALLS);

const embedded = await client.embeddings.create({ model, input: ['hi', 'you'] });
checks.equal('embeddings', [embedded.data.length, embedded.data[0].embedding.length > 100], [2, true]);

const error = await checks.refused('an unknown model', client.chat.completions.create({ model: 'nope', messages }));
checks.equal('unknown model', [error instanceof NotFoundError, error.message.includes('nope')], [true, true]);
