import type { Actor } from '#domain';
import { measureEndsAt, protectedUntil, RULE_SETS, seesRow, type State } from '#domain';
import type { DataSource } from 'typeorm';
import type { Chain } from './chain.js';

/** What the database says of one referral, read past every policy. */
export interface WholeReferral {
  readonly row: Readonly<Record<string, unknown>> & {
    readonly id: string; readonly state: State; readonly version: number; readonly police_authority_id: string; readonly centre_id: string | null;
    readonly risk_level: string; readonly consent_version: number; readonly contact_version: number; readonly first_submitted_at: Date | null;
    readonly first_attempt_at: Date | null; readonly reached_at: Date | null; readonly police_access_until: Date | null; readonly next_due_at: Date | null;
    readonly named_user_ids: string[] | null; readonly excluded_user_ids: string[];
  };
  readonly clocks: readonly { readonly kind: string; readonly due_at: Date; readonly settled_at: Date | null; readonly settled_by: string | null; readonly paused_at: Date | null }[];
  readonly events: readonly { readonly event: string; readonly from_state: State | null; readonly to_state: State; readonly version: number; readonly role: string }[];
  readonly assignments: readonly { readonly centre_id: string; readonly ended_at: Date | null }[];
  readonly measure: { readonly ordered_at: Date; readonly last_day_on: string; readonly court_applied_on: string | null; readonly court_decided_on: string | null; readonly lifted_on: string | null } | undefined;
  readonly groups: readonly string[];
}

/** Reads it whole, as the superuser. */
export async function wholeReferral(admin: DataSource, id: string): Promise<WholeReferral> {
  const [[row], clocks, events, assignments, measures, consents] = [
    await admin.query<[WholeReferral['row']]>('select * from referral where id = $1', [id]),
    await admin.query<WholeReferral['clocks']>('select * from clock where referral_id = $1 order by started_at, id', [id]),
    await admin.query<WholeReferral['events']>('select * from referral_event where referral_id = $1 order by id', [id]),
    await admin.query<WholeReferral['assignments']>('select * from assignment where referral_id = $1 order by assigned_at', [id]),
    await admin.query<NonNullable<WholeReferral['measure']>[]>('select * from protection_measure where referral_id = $1 order by version desc limit 1', [id]),
    await admin.query<{ field_groups: string[] }[]>('select field_groups from consent where referral_id = $1 order by version desc limit 1', [id]),
  ];
  return { row, clocks, events, assignments, measure: measures[0], groups: consents[0]?.field_groups ?? [] };
}

const INFORMATION = ['measure_end', 'measure_extended', 'retention', 'feedback'];
const HELD: readonly State[] = ['submitted', 'returned', 'accepted', 'contacting', 'reached'];
const OPEN: readonly State[] = ['draft', 'declined', ...HELD];

/** The kinds that the chain's table of clocks demands of a referral at this instant; `either`: one of the two halves. */
function demanded(whole: WholeReferral, now: Date): { readonly all: readonly string[]; readonly highRisk: boolean } {
  const { row, clocks, measure, groups } = whole;
  const is = (...states: State[]): boolean => states.includes(row.state);
  const open = OPEN.includes(row.state);
  const ended = (kind: string): string | null => clocks.findLast((clock) => clock.kind === kind)?.settled_by ?? null;
  const submitted = open && row.first_submitted_at !== null;
  const protects = measure !== undefined && measure.lifted_on === null && measureEndsAt(lastDay(measure)) > now;
  const measured = protects && measure.court_decided_on === null;
  return {
    all: [
      ...(is('draft', 'closed', 'withdrawn') ? ['retention'] : []),
      ...(is('draft') && row.consent_version > 0 ? ['transfer'] : []),
      ...(is('submitted') ? ['acknowledge'] : []),
      ...(is('returned') ? ['clarify'] : []),
      ...(is('declined') ? ['reroute'] : []),
      ...(submitted && row.first_attempt_at === null ? ['first_attempt'] : []),
      ...(is('accepted', 'contacting') && ended('attempt_series') !== 'record_attempt' ? ['attempt_series'] : []),
      ...(is('reached') && groups.includes('feedback') ? ['feedback'] : []),
      ...(open && measured ? [measure.court_applied_on === null ? 'measure_end' : 'measure_extended'] : []),
      ...(open && protects && row.reached_at === null ? ['contact_in_protection'] : []),
    ],
    highRisk: submitted && row.risk_level === 'high' && row.first_attempt_at === null,
  };
}

function lastDay(measure: NonNullable<WholeReferral['measure']>): string {
  const [ruleSet] = RULE_SETS;
  if (ruleSet === undefined) throw new Error('no rule set is shipped');
  const { ordered_at: orderedAt, last_day_on: lastDayOn, court_applied_on: courtAppliedOn, court_decided_on: courtDecidedOn, lifted_on: liftedOn } = measure;
  return protectedUntil({ orderedAt, lastDayOn, courtAppliedOn, courtDecidedOn, liftedOn }, ruleSet);
}

const OF_MEASURE = ['measure_end', 'measure_extended', 'contact_in_protection'];

/** Kinds that may run besides the demanded ones: started by then, and settled only by an event that may still come. */
const MAY_RUN_ON: Readonly<Partial<Record<State, readonly string[]>>> = {
  draft: ['high_risk', ...OF_MEASURE],
  ...Object.fromEntries((['submitted', 'declined'] as const).map((state) => [state, ['high_risk', 'high_risk_attempt', ...OF_MEASURE]])),
  returned: ['high_risk', 'high_risk_attempt', 'attempt_series', ...OF_MEASURE],
  ...Object.fromEntries((['accepted', 'contacting'] as const).map((state) => [state, ['high_risk_attempt', ...OF_MEASURE]])),
  reached: ['measure_end', 'measure_extended'],
};

/** What is wrong with a referral; empty when every promise holds. */
export function violations(whole: WholeReferral, now: Date): string[] {
  const { row, clocks, events, assignments } = whole;
  const wrong: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || wrong.push(what));
  const running = clocks.filter((clock) => clock.settled_at === null);
  const kinds = running.map((clock) => clock.kind);
  const { all, highRisk } = demanded(whole, now);

  must(new Set(kinds).size === kinds.length, `two running clocks of one kind: ${kinds.join()}`);
  for (const kind of all) must(kinds.includes(kind), `${row.state} without the clock ${kind}`);
  must(!highRisk || kinds.includes('high_risk') || kinds.includes('high_risk_attempt'), `${row.state} with high risk and no clock for it`);
  for (const kind of kinds) must(all.includes(kind) || (MAY_RUN_ON[row.state] ?? []).includes(kind), `${row.state} with the clock ${kind}`);

  const dues = running.filter((clock) => clock.paused_at === null && !INFORMATION.includes(clock.kind)).map((clock) => clock.due_at.getTime());
  must((row.next_due_at?.getTime() ?? Infinity) === Math.min(...dues), 'the next due instant is not that of its clocks');

  const decisions = events.filter((event) => event.event !== 'clock_passed');
  must(decisions.every((event, index) => event.version === index + 1), 'the versions of its events are not 1, 2, 3 …');
  must(decisions.length === row.version, `version ${row.version} after ${decisions.length} events`);
  must(events.every((event, index) => event.from_state === (events[index - 1]?.to_state ?? null)), 'the history does not follow on');
  must(events.at(-1)?.to_state === row.state, 'the history does not end in the state');

  const active = assignments.filter((assignment) => assignment.ended_at === null);
  must(active.length === (HELD.includes(row.state) ? 1 : active.length) && active.length <= 1, `${row.state} with ${active.length} active assignments`);
  must(!['draft', 'declined', 'withdrawn'].includes(row.state) || active.length === 0, `${row.state} is still assigned`);
  must(active.length === 0 || active[0]?.centre_id === row.centre_id, 'it is assigned to another centre than the one that holds it');
  return wrong;
}

/** Whether this person may know of the referral, from the rules and not from the database. */
export function mayKnow(actor: Actor, { row }: WholeReferral): boolean {
  if (actor.organisationKind === 'centre' && (row.state === 'draft' || row.state === 'purged')) return false;
  return seesRow(actor, {
    policeAuthorityId: row.police_authority_id, centreId: row.centre_id, namedUserIds: row.named_user_ids, excludedUserIds: row.excluded_user_ids,
  });
}

/** Persons who see what they may not know, or do not see what is theirs. */
export async function wrongSights(chain: Chain, actors: readonly Actor[], whole: WholeReferral): Promise<string[]> {
  const wrong: string[] = [];
  for (const actor of actors) {
    const sees = (await chain.queries.find(actor, whole.row.id)) !== null;
    if (sees !== mayKnow(actor, whole)) wrong.push(`${actor.role} ${sees ? 'sees' : 'does not see'} a referral in ${whole.row.state}`);
  }
  return wrong;
}
