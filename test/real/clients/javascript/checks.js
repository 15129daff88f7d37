// What every client here checks, and how it says so: a line "ok …" for each check, an exception otherwise.
import { isDeepStrictEqual, inspect } from 'node:util';

const numbers = Array.from({ length: 120 }, (_, i) => i + 1);
export const ANSWER = `Hello, I am tiny.\n Count: ${numbers.join(' ')}. Grüße 🦙 end`;
export const CALLS = [
  { name: 'get_weather', arguments: { city: 'Paris' } },
  { name: 'get_time', arguments: { zone: 'Asia/Tokyo', hours: 24 } },
];
export const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
  {
    type: 'function',
    function: {
      name: 'get_time',
      description: 'Time in a zone',
      parameters: {
        type: 'object',
        properties: { zone: { type: 'string' }, hours: { type: 'integer' } },
        required: ['zone'],
      },
    },
  },
];

export function address() {
  if (process.argv.length !== 3) {
    console.error(`usage: ${process.argv[1]} http://HOST:PORT`);
    process.exit(2);
  }
  return process.argv[2];
}

export function equal(what, found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`${what}: expected ${inspect(expected)}, found ${inspect(found)}`);
  }
  console.log('ok', what);
}

/** Awaits an error and returns it. */
export async function refused(what, promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`${what} was answered`);
}

/**
 * start() begins an answer; text(chunk) is a chunk's piece of text; together they are the counted answer.
 * The model needs about 200 ms for it. An answer that was held back somewhere arrives within a few; a busy computer
 * can make one look like that, not three.
 */
export async function pieceByPiece(what, start, text) {
  let pieces, spread;
  for (let attempt = 0; attempt < 3; attempt++) {
    pieces = [];
    const times = [];
    for await (const chunk of await start()) {
      const piece = text(chunk);
      if (piece) {
        pieces.push(piece);
        times.push(performance.now());
      }
    }
    if (pieces.join('') !== ANSWER) {
      throw new Error(`${what}: expected ${inspect(ANSWER)}, found ${inspect(pieces.join(''))}`);
    }
    spread = times.at(-1) - times[0];
    if (pieces.length > 100 && spread > 50) {
      console.log(`ok ${what}: ${pieces.length} pieces over ${spread.toFixed(0)} ms`);
      return;
    }
  }
  throw new Error(`${what}: the whole answer came at once (${pieces.length} pieces within ${spread.toFixed(0)} ms)`);
}
