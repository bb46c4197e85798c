import type { KeptAnswer, RoutingDecision, RoutingQuestion } from '#domain';
import type { DecisionPlace, RoutingDecisionRow, RoutingDecisionStore, TenantDatabase } from '#persistence';

const HANDFUL = 500;

/** The stored decision in the domain's words; JSON holds its instant as text. */
export function toDecision(row: Pick<RoutingDecisionRow, 'question' | 'answer' | 'chosen_centre_id'>): RoutingDecision {
  const question = row.question as RoutingQuestion;
  return { question: { ...question, at: new Date(question.at) }, answer: row.answer as KeptAnswer, chosenCentreId: row.chosen_centre_id };
}

/** The stored decisions from an instant on, in order of time, a handful per transaction. */
export async function* decisionsSince(database: TenantDatabase, store: RoutingDecisionStore, since: Date): AsyncGenerator<RoutingDecisionRow> {
  let after: DecisionPlace | null = null;
  do {
    const rows: readonly RoutingDecisionRow[] = await nextOf(database, store, since, after);
    yield* rows;
    after = rows.length < HANDFUL ? null : placeOf(rows.at(-1));
  } while (after !== null);
}

const nextOf = (database: TenantDatabase, store: RoutingDecisionStore, since: Date, after: DecisionPlace | null): Promise<readonly RoutingDecisionRow[]> =>
  database.asClock((tx) => store.since(tx, since, after, HANDFUL));

const placeOf = (row: RoutingDecisionRow | undefined): DecisionPlace | null => (row === undefined ? null : { decidedAt: row.decided_at, id: row.id });
