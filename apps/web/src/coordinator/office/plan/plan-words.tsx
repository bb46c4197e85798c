import { getLocale } from '../../../generated/messages/runtime.js';
import { m } from '../../../generated/messages/messages.js';
import { Badge } from '../../../shared/kern/badge';
import { fieldFault } from '../../../shared/labels/field-fault-labels';
import { labelOf, type Labels } from '../../../shared/labels/label-of';
import { toDay } from '../../../shared/time/format';
import type { Measure } from './plan-queries';

type Status = Measure['status'];

export const STATUS_LABELS: Labels<Status> = { planned: m.plan_planned, running: m.plan_running, done: m.plan_done, delayed: m.plan_delayed, dropped: m.plan_dropped };
export const STATUSES: readonly Status[] = ['planned', 'running', 'done', 'delayed', 'dropped'];
const KINDS = { planned: 'info', running: 'info', done: 'success', delayed: 'warning', dropped: 'danger' } as const satisfies Record<Status, string>;

export const CHANGE_LABELS: Readonly<Record<string, () => string>> = { entered: m.plan_was_entered, changed: m.plan_was_changed, reviewed: m.plan_was_reviewed };

/** How a measure stands, in a word. */
export const StatusBadge = ({ status }: { readonly status: Status }) => <Badge kind={KINDS[status]}>{labelOf(STATUS_LABELS, status)}</Badge>;

/** "Art. 20, 22". */
export const articleWords = (articles: readonly number[]): string => (articles.length === 0 ? m.plan_none() : m.plan_articles_short({ articles: articles.join(', ') }));

/** Whether anybody may read it, and whether it has changed since. */
export function publicWords({ releasedVersion, version }: Measure): string {
  if (releasedVersion === null) return m.plan_not_public();
  return releasedVersion === version ? m.plan_public() : m.plan_public_before();
}

/** The day of the next review, or that it is due; an ended measure has none. */
export function reviewWords({ nextReviewOn, status }: Measure): string {
  return nextReviewOn === null || status === 'done' || status === 'dropped' ? m.plan_no_review() : toDay(nextReviewOn);
}

const FAULTS: Readonly<Record<string, () => string>> = {
  no_such_article: m.plan_error_no_article, article_without_duty: m.plan_error_article_duty, unknown_field: m.plan_error_field, evidence_missing: m.plan_error_evidence, in_future: m.plan_error_future,
  milestones_open: m.plan_error_milestones, review_missing: m.plan_error_review_missing, review_not_ahead: m.plan_error_review_ahead, review_too_far: m.plan_error_review_far, no_budget_line: m.plan_error_budget,
  ends_before_start: m.plan_error_ends, field_twice: m.plan_error_field_twice, field_in_use: m.plan_error_field_in_use, number_taken: m.plan_error_number, measure_ended: m.plan_error_ended, field_lines: m.plan_error_field_lines,
  mandates_overlap: m.mandate_error_overlap, deputy_is_delegate: m.mandate_error_deputy, body_known: m.mandate_error_known, in_past: m.mandate_error_past, not_a_count: m.tally_error_count,
};

/** The words for what the API says about an entry. */
export const faultWords = (code: string): string => (Object.hasOwn(FAULTS, code) ? FAULTS[code]?.() : undefined) ?? fieldFault(code);

export const publicFile = (format: 'pdf' | 'csv' | 'json'): string => `/public/action-plans.${format}${format === 'json' ? '' : `?language=${getLocale()}`}`;
