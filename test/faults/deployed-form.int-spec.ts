import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CENTRES, POLICE, aChain, type Chain } from '../support/chain.js';
import { giveLogins, startDeployment, type Deployment } from '../support/deployment.js';
import { aReferralBody, HttpClient, walkChain, type WalkLogins, type WalkPlaces } from '../support/http-walk.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';

let chain: Chain;
let redis: TestRedis;
let deployment: Deployment;
let logins: WalkLogins;
let places: WalkPlaces;

const seconds = (amount: number) => ({ amount: amount / 3_600, unit: 'EH' as const });

beforeAll(async () => {
  chain = await aChain('deployed_form');
  ({ logins, places } = await giveLogins(chain));
  await chain.agree(POLICE.koeln, CENTRES.domstadt.id, {
    acknowledge: seconds(3), firstAttempt: seconds(6), escalation: { acknowledge: { second: seconds(1), third: seconds(2) }, firstAttempt: { second: seconds(1), third: seconds(2) } },
  });
  redis = await startRedis({ appendonly: true });
  deployment = await startDeployment(chain, { queueUrl: redis.url });
}, 60_000);

afterAll(async () => {
  await deployment?.stop();
  await redis?.stop();
  await chain?.close();
});

const officerSignedIn = async (): Promise<HttpClient> => {
  const officer = new HttpClient(deployment.url);
  expect((await officer.signIn(logins.officer, logins.password)).status).toBe(201);
  return officer;
};

describe('the deployed form: api and worker as processes of their own, PostgreSQL and Redis beside them', () => {
  it('carries the whole chain over HTTP', async () => {
    const seen = await walkChain(deployment.url, logins, places);
    expect(seen.inTime).toMatchObject({ state: 'closed', feedback: 'reached', outcome: null, attempts: [] });
    const running = (referral: typeof seen.inTime): string[] =>
      referral.clocks.filter((clock: { state: string }) => clock.state === 'running').map((clock: { kind: string }) => clock.kind);
    expect(running(seen.inTimeAtCentre)).toEqual(['retention']);
    // How long data are kept depends on the outcome, which is the centre's own.
    expect(running(seen.inTime)).toEqual([]);
    expect(seen.rerouted).toMatchObject({ state: 'accepted', centre: { id: places.otherCentreId } });
    expect(seen.corrected).toMatchObject({ state: 'submitted', contactVersion: 2 });
    expect(seen.withdrawn).toMatchObject({ state: 'closed', contactReadable: false });
    expect(seen.audit).toMatchObject({ broken: [] });
  }, 60_000);

  it('lets the clocks pass though Redis was flushed between arming and due', async () => {
    const officer = await officerSignedIn();
    const { body } = await officer.submit(aReferralBody({ ...places, centreId: places.otherCentreId }));
    await redis.flush();
    const passed = await until(async () => {
      const { body: seen } = await officer.get(`/referrals/${body.id}`);
      const clock = seen.clocks.find((each: { kind: string }) => each.kind === 'first_attempt');
      return clock.firedRungs.length === 5 ? clock : null;
    }, { what: 'all five rungs of the first attempt', within: 20_000 });
    expect(passed.firedRungs.map((rung: { rung: string }) => rung.rung)).toEqual(['warning_1', 'warning_2', 'breach', 'escalation_2', 'escalation_3']);
    expect(Math.max(...passed.firedRungs.map((rung: { latenessMs: number }) => rung.latenessMs))).toBeLessThan(5_000);
  }, 40_000);

  it('takes submissions and lets clocks pass while Redis is gone, and stays ready', async () => {
    await redis.kill();
    const officer = await officerSignedIn();
    const answer = await officer.submit(aReferralBody({ ...places, centreId: places.otherCentreId }));
    expect(answer.status).toBe(201);
    await until(async () => (await officer.get(`/referrals/${answer.body.id}`)).body.flags.escalation > 0, { what: 'the escalation', within: 20_000 });
    expect((await fetch(`${deployment.url}/health/ready`)).status).toBe(200);
  }, 40_000);

  it('stops when asked, each within ten seconds, Redis gone or not', async () => {
    const seconds = await Promise.all([deployment.api, deployment.worker].map(async (child) => {
      const begun = performance.now();
      child.kill('SIGTERM');
      await once(child, 'exit');
      return (performance.now() - begun) / 1_000;
    }));
    expect(seconds.filter((each) => each > 10)).toEqual([]);
    expect([deployment.api.exitCode, deployment.worker.exitCode]).toEqual([0, 0]);
  }, 30_000);
});
