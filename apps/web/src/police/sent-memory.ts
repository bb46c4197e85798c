import type { ReportValues } from './report/report-values';

/** How long a report that was just sent can be taken back, in milliseconds. */
export const UNDO_MS = 30_000;

interface JustSent {
  readonly referralId: string;
  readonly values: ReportValues;
  /** By the page's own monotonic clock, so that a device with a wrong time counts right. */
  readonly sentAt: number;
}

// In the memory of the tab only: what was typed into the report that was sent last, until it can no longer be taken back.
let justSent: JustSent | null = null;
let reopened: ReportValues | null = null;

/** Keeps what was sent for as long as it can be taken back. */
export function rememberSent(referralId: string, values: ReportValues): void {
  const sent = { referralId, values, sentAt: performance.now() };
  justSent = sent;
  setTimeout(() => {
    if (justSent === sent) justSent = null;
  }, UNDO_MS);
}

/** Milliseconds for which this referral can still be taken back; 0 when it was not just sent here. */
export const undoLeft = (referralId: string): number =>
  justSent?.referralId === referralId ? Math.max(0, justSent.sentAt + UNDO_MS - performance.now()) : 0;

/** Hands what was sent over to the form that opens next. */
export function reopenSent(): void {
  reopened = justSent?.values ?? null;
  justSent = null;
}

/** What a report that was taken back held; null otherwise. Stays until the form lets go of it. */
export const reopenedReport = (): ReportValues | null => reopened;

/** Forgets what was taken back. */
export function forgetReopened(): void {
  reopened = null;
}
