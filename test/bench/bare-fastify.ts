import fastify from 'fastify';
import pg from 'pg';

/**
 * The limit of Node for this database call: a Fastify server without any of ours, that parses the same body and calls `apply_change` with
 * the same JSON under the same rights. No session, no rules, no routing, no encryption, no keys, and an answer of one line.
 */
const { DATABASE_URL, TEMPLATE, FIRST, POOL } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL) });
const template = String(TEMPLATE);
let next = Number(FIRST);
const server = fastify({ logger: false });
server.post('/submit', async (_request, reply) => {
  const json = template.replaceAll('@@@@@@@@@@@@', String((next += 1)));
  const { rows } = await pool.query<{ result: { kind: string } }>({
    name: 'apply_change',
    text: 'select apply_change($1::jsonb) as result',
    values: [json],
  });
  return reply.status(rows[0]?.result.kind === 'applied' ? 201 : 500).send(rows[0]?.result);
});
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void server.close().then(() => pool.end()));
