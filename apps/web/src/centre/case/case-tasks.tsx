import type { State } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { TaskList, type Task, type TaskState } from '../../shared/kern/task-list';
import { labelOf } from '../../shared/labels/label-of';
import { OUTCOME_LABELS } from '../../shared/labels/referral-labels';
import { ruleWords } from '../../shared/referral/attempt-rule-words';
import { toShortDateTime } from '../../shared/time/format';

/** How far the work is in each state: how many of the four tasks are done. While the police clarify, none of them is the centre's. */
const DONE_IN: Readonly<Partial<Record<State, number>>> = { submitted: 0, accepted: 1, contacting: 1, reached: 3, closed: 4 };

const stateOf = (index: number, done: number): TaskState => (index < done ? 'done' : index === done ? 'now' : 'later');

function tasksOf(referral: ReferralView, done: number): readonly Task[] {
  const { acceptedAt, attempts, attemptRule, reachedAt, closedAt, outcome } = referral;
  const tried = attempts.length === 0 ? null : m.task_tried({ count: attempts.length });
  const rule = done === 1 && attemptRule !== null ? ruleWords(attemptRule) : null;
  const details = [
    acceptedAt === null ? null : toShortDateTime(acceptedAt),
    [tried, rule].filter((words) => words !== null).join(' · ') || null,
    reachedAt === null ? null : m.task_reached_at({ at: toShortDateTime(reachedAt) }),
    closedAt === null ? null : `${outcome === null ? '' : `${labelOf(OUTCOME_LABELS, outcome)}, `}${toShortDateTime(closedAt)}`,
  ];
  const labels = [m.task_accept(), m.task_attempts(), m.task_result(), m.task_close()];
  return labels.map((label, index) => {
    const state = stateOf(index, done);
    return { key: String(index), label, state, word: WORDS[state](), detail: details[index] ?? null };
  });
}

const WORDS: Readonly<Record<TaskState, () => string>> = { done: m.task_done, now: m.task_now, later: m.task_later };

/** Accept, try, result, close: what is done, what comes next, and what is still missing for it. */
export function CaseTasks({ referral }: { readonly referral: ReferralView }) {
  const done = DONE_IN[referral.state];
  return done === undefined ? null : <TaskList label={m.tasks_title()} tasks={tasksOf(referral, done)} />;
}
