import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aChain, CENTRES, POLICE, type Chain } from '../support/chain.js';
import { forAnySuitable, stepsOf, type ReferralSteps } from '../support/referral-steps.js';

let chain: Chain;
let steps: ReferralSteps;

beforeEach(async () => {
  chain = await aChain('agreed_terms');
  steps = stepsOf(chain);
}, 60_000);
afterEach(() => chain.close());

const fault = (pointer: string, code: string): object => ({ name: 'InvalidInput', errors: [{ pointer, code }] });

describe('what the agreement rules out', () => {
  it('is a hand-over on a form of consent that is not agreed; nothing is stored, another form is taken', async () => {
    await chain.agree(POLICE.koeln, CENTRES.koeln.id, { consentForms: ['signed'] });
    const { consent } = forAnySuitable();
    if (consent == null) throw new Error('no consent');
    await expect(steps.create(true, { ...forAnySuitable(), consent: { ...consent, form: 'oral' } })).rejects.toMatchObject(fault('/consent/form', 'form_not_agreed'));
    expect(await chain.app.query('select 1 from referral')).toEqual([]);
    await expect(steps.create(true, { ...forAnySuitable(), consent: { ...consent, form: 'signed' } })).resolves.toEqual(expect.any(String));
  });

  it('is handing on by a centre that may not', async () => {
    await chain.agree(POLICE.koeln, CENTRES.koeln.id, { forwarding: false });
    const id = await steps.accepted(forAnySuitable());
    const forward = { event: 'forward', data: { centreId: CENTRES.domstadt.id, reason: 'specialist', whereaboutsAgs: null } } as const;
    await expect(steps.happens(steps.lead, id, forward as never)).rejects.toMatchObject(fault('/centreId', 'forwarding_not_agreed'));
  });
});
