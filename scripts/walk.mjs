import { needNode24, root } from './toolchain.mjs';

/**
 * Walks the chain over HTTP at a running installation with the demo: `npm run walk -- http://localhost:3000`.
 * Submits, accepts, tries, reaches, closes; declines, reassigns; returns, corrects; withdraws a consent; verifies the trail.
 */
const [address = 'http://localhost:3000'] = process.argv.slice(2);
needNode24();
const { HttpClient, walkChain } = await import(`${root}/test/support/http-walk.ts`);
const at = (name) => `${name}@demo.example`;
const password = 'Zeitnah-Demo-2027!';
const officer = new HttpClient(address);
await officer.signIn(at('streife.duesseldorf'), password);
const { body } = await officer.get('/routing/candidates?ags=05111000&targetGroup=women&minor=false');
/** Two of the demo's centres for Düsseldorf, and the part of the addresses after the role. */
const named = (part) => body.candidates.find(({ centre }) => centre.name.includes(part)).centre.id;
const [first, second] = [{ id: named('Rheinbogen'), slug: 'rheinbogen' }, { id: named('Rheinland'), slug: 'jugend-rheinland' }];
const logins = {
  password, officer: at('streife.duesseldorf'), victimProtection: at('opferschutz.duesseldorf'), counsellor: at(`beratung.${first.slug}`),
  centreLead: at(`leitung.${first.slug}`), otherCounsellor: at(`beratung.${second.slug}`), auditor: at('revision.betrieb'), stateCoordinator: at('land.landesstelle'),
};
const seen = await walkChain(address, logins, { ags: '05111000', centreId: first.id, otherCentreId: second.id });
for (const [name, referral] of Object.entries({ 'in time': seen.inTimeAtCentre, rerouted: seen.rerouted, corrected: seen.corrected, 'consent withdrawn': seen.withdrawn })) {
  const running = referral.clocks.filter(({ state }) => state === 'running').map(({ kind }) => kind);
  console.log(`${name.padEnd(18)} ${referral.reference}  ${referral.state.padEnd(10)} running: ${running.join(', ') || 'none'}`);
}
console.log(`audit chain        ${seen.audit.chains} chains, ${seen.audit.events} events, ${seen.audit.broken.length} broken`);
console.log(`coordinator        ${seen.catalogue.periods.length} periods published`);
