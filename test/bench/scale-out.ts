import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { aChain, CENTRES, POLICE } from '../support/chain.js';
import { type Deployment, startDeployment } from '../support/deployment.js';
import { asAdmin } from './bench-server.js';
import { allFired } from './due-rungs.js';
import { brokenChains, verdictOf, type Verdict } from './ledger.js';
import { prepareClocks } from './open-clocks.js';
import { paced } from './paced.js';
import { ENVIRONMENT, startProduct, submissionBody } from './product.js';

const PER_SECOND = 5;
const SECONDS = 10;
const seconds = (amount: number) => ({ amount: amount / 3_600, unit: 'EH' as const });

/** What so many API and worker processes made of hand-overs that were each sent twice at once. */
export interface ScaleOut extends Verdict {
  readonly processes: number;
  readonly handedOver: number;
  readonly referrals: number;
  readonly brokenChains: number;
}

/** Each hand-over goes out twice with one key, to two API processes where there are two; its clocks run for seconds and all pass. */
export async function scaleOut(processes: number): Promise<ScaleOut> {
  const chain = await aChain(`bench-scale-${processes}`);
  const others: Deployment[] = [];
  const step = { second: seconds(1), third: seconds(2) };
  await chain.agree(POLICE.koeln, CENTRES.koeln.id, {
    acknowledge: seconds(4),
    firstAttempt: seconds(8),
    escalation: { acknowledge: step, firstAttempt: step },
  });
  const product = await startProduct(chain, 8);
  try {
    while (others.length + 1 < processes)
      others.push(await startDeployment(chain, { queueUrl: chain.database.queueUrl, environment: ENVIRONMENT }));
    const urls = [product.deployment, ...others].map((deployment) => deployment.url);
    const send = async (url: string | undefined, index: number, key: string, body: string): Promise<string> => {
      const headers = { ...product.officers[index % product.officers.length], 'content-type': 'application/json', 'idempotency-key': key };
      const answer = await fetch(`${url}/api/v1/referrals`, { method: 'POST', headers, body });
      const { id } = (await answer.json()) as { readonly id?: string };
      if (!answer.ok || id === undefined) throw new Error(`answered ${answer.status}`);
      return id;
    };
    const ids = new Set<string>();
    await paced(PER_SECOND, SECONDS, async (index) => {
      const [key, body] = [`bench-${randomUUID()}`, submissionBody()];
      const both = await Promise.all([0, 1].map((copy) => send(urls[(index + copy) % urls.length], index, key, body)));
      for (const id of both) ids.add(id);
    });
    // The last rungs of the last hand-over.
    await pause(12_000);
    return await asAdmin(chain.database.adminUrl, async (admin) => {
      await prepareClocks(admin);
      await admin.query(
        `insert into bench.due select 'scale', c.id, c.referral_id, c.kind, step ->> 'rung', (step ->> 'dueAt')::timestamptz
         from clock c, jsonb_array_elements(c.ladder) step where (step ->> 'dueAt')::timestamptz <= now() and c.settled_at is null`,
      );
      await allFired(admin, 'scale', 30_000);
      const { rows } = await admin.query<{ count: number }>('select count(*)::int as count from referral');
      return {
        processes,
        handedOver: PER_SECOND * SECONDS,
        referrals: rows[0]?.count ?? 0,
        brokenChains: await brokenChains(chain.database.auditUrl),
        ...(await verdictOf(admin, 'scale')),
      };
    });
  } finally {
    for (const deployment of [product.deployment, ...others]) await deployment.stop();
    await chain.close();
  }
}
