import { appendFileSync } from 'node:fs';
import { Queue, Worker } from 'bullmq';
import { createTransport } from 'nodemailer';
import pg from 'pg';

/**
 * Runs in a deployed process before the product does (`--import`), as plain Node reads it. The product knows nothing of it.
 * - A failpoint that was armed by a message kills the process the first time it is reached; its name is noted in the file FAULT_RECORD first.
 * - CLOCK_OFFSET_MS makes the process's own clock wrong by so much.
 */

let armed: string | null = null;

process.on('message', (message: { readonly arm?: string }) => {
  armed = message.arm ?? null;
  process.send?.({ armed });
});
// Waiting for messages must not keep a process that was told to stop.
process.channel?.unref();

function reach(failpoint: string): void {
  if (armed !== failpoint) return;
  appendFileSync(process.env['FAULT_RECORD'] ?? '/dev/null', `${failpoint}\n`);
  process.kill(process.pid, 'SIGKILL');
}

type AnyFunction = (this: unknown, ...given: unknown[]) => unknown;
type Prototype = Record<string, AnyFunction>;

/** Replaces a method; `around` gets the original bound to its object. */
function wrap(prototype: unknown, name: string, around: (self: object, original: (...given: unknown[]) => unknown, given: unknown[]) => unknown): void {
  const methods = prototype as Prototype;
  const original = methods[name];
  if (original === undefined) throw new Error(`nothing to patch: ${name}`);
  methods[name] = function (this: unknown, ...given: unknown[]) {
    return around(this as object, (...args) => original.apply(this, args), given);
  };
}

/** What a transaction has done so far, by connection; null outside of one. */
const transactions = new WeakMap<object, Set<string> | null>();

/** What a statement is about, for the names of failpoints. */
function topicsOf(text: string, values: unknown): readonly string[] {
  if (text.includes('apply_change(')) return String(Array.isArray(values) ? values[0] : '').includes('"purge":true') ? ['purge'] : ['change'];
  if (text.includes('fire_due(')) return ['fire'];
  if (text.includes('audit.seal') && text.includes('insert')) return ['seal'];
  return [];
}

const didSomething = (topic: string, answer: unknown): boolean => topic !== 'fire' || ((answer as { rowCount?: number } | undefined)?.rowCount ?? 0) > 0;

wrap(pg.Client.prototype, 'query', (client, query, given) => {
  const [config] = given;
  const text = typeof config === 'string' ? config : ((config as { text?: string } | null)?.text ?? '');
  if (text === '' || typeof (config as { submit?: unknown }).submit === 'function') return query(...given);
  const values = Array.isArray(given[1]) ? given[1] : (config as { values?: unknown }).values;
  const word = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase();
  if (word === 'begin' || word === 'start') transactions.set(client, new Set());
  const inTransaction = transactions.get(client) ?? null;
  const topics = topicsOf(text, values);
  const ends = word === 'commit' ? [...(inTransaction ?? [])] : [];
  if (word === 'commit' || word === 'rollback') transactions.set(client, null);
  for (const topic of ends) reach(`${topic}.before_commit`);
  if (/^\s*update key_shred/i.test(text)) reach('shred.before_mark');
  const alone = inTransaction === null ? topics : [];
  const answered = (answer: unknown): void => {
    for (const topic of topics) if (inTransaction !== null && didSomething(topic, answer)) inTransaction.add(topic);
    for (const topic of [...ends, ...alone]) if (didSomething(topic, answer) || ends.length > 0) reach(`${topic}.after_commit`);
  };
  const result = withAnswer(query, given, answered);
  // Sent, and dead before the answer: whether it was written, the caller cannot know.
  if (alone.length > 0) setImmediate(() => alone.forEach((topic) => reach(`${topic}.sent`)));
  return result;
});

/** Calls a method that answers by callback or by promise, and is told the answer before its caller is. */
function withAnswer(query: (...given: unknown[]) => unknown, given: unknown[], answered: (answer: unknown) => void): unknown {
  const last = given.at(-1);
  if (typeof last === 'function') {
    const callback = (error: unknown, answer: unknown): void => {
      if (!error) answered(answer);
      (last as AnyFunction).call(undefined, error, answer);
    };
    return query(...given.slice(0, -1), callback);
  }
  const promise = query(...given);
  if (!(promise instanceof Promise)) return promise;
  return promise.then((answer: unknown) => {
    answered(answer);
    return answer;
  });
}

wrap(Object.getPrototypeOf(createTransport({ jsonTransport: true })), 'sendMail', async (_transport, send, given) => {
  reach('mail.before_handover');
  const answer = await send(...given);
  reach('mail.after_handover_before_sent_mark');
  return answer;
});

wrap(Queue.prototype, 'addBulk', (_queue, add, given) => {
  reach('bell.before_arming');
  return add(...given);
});

wrap(Worker.prototype, 'callProcessJob', async (_worker, process, given) => {
  const bell = (given[0] as { readonly name?: string }).name === 'due';
  if (!bell) reach('errand.before');
  const answer = await process(...given);
  if (!bell) reach('errand.after');
  return answer;
});

const offset = Number(process.env['CLOCK_OFFSET_MS'] ?? 0);
if (offset !== 0) {
  const True = Date;
  globalThis.Date = new Proxy(True, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [True.now() + offset] : given, newTarget) as Date,
    apply: () => new True(True.now() + offset).toString(),
    get: (target, name) => (name === 'now' ? () => True.now() + offset : Reflect.get(target, name)),
  });
}
