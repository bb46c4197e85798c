import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../../shared/api/http';
import { readUnsent, unsentQuery, type ReportDraftView } from '../report-queries';
import type { ReportValues } from './report-values';

/** Whether what stands in the form is kept on the server: since when, or that it is not. */
export type Kept = { readonly at: string } | 'not_kept' | 'undecided' | null;

export interface ReportDraft {
  /** An unsent form of before, to be continued or thrown away; null once that is decided, or when there is none. */
  readonly offered: ReportDraftView | null;
  readonly kept: Kept;
  /** Keeps the values on the server, unless a newer call has overtaken this one. Never throws. */
  keep(values: ReportValues): void;
  /** The values of the unsent form, filled up by `empty` where it is older than the page. */
  resume(empty: ReportValues): Promise<ReportValues | null>;
  /** Throws the offered form away. */
  discard(): Promise<void>;
  /** Which unsent form this page keeps; undefined while it keeps none. */
  id(): string | undefined;
  /** Sent, or nothing is to be sent: what this page kept is thrown away, and nothing is kept any more. An older form that waits stays. */
  end(): Promise<void>;
}

/**
 * The server's copy of an unsent form. One request at a time, always with the newest values; nothing of it is stored on the device. While an
 * older form waits to be continued, nothing is kept, so that it cannot be overwritten unseen.
 */
export function useReportDraft(skipOffer: boolean): ReportDraft {
  const client = useQueryClient();
  const [offered, setOffered] = useState<ReportDraftView | null>(null);
  const [kept, setKept] = useState<Kept>(null);
  const state = useRef({ ended: false, asked: skipOffer, waiting: null as string | null, last: '', running: null as Promise<void> | null, offered: false, id: undefined as string | undefined });

  useEffect(() => {
    if (skipOffer) return;
    const ofPage = state.current;
    readUnsent()
      .then((draft) => {
        if (draft === null || ofPage.ended) return;
        ofPage.offered = true;
        setOffered(draft);
      })
      .catch(() => undefined)
      .finally(() => (ofPage.asked = true));
  }, [skipOffer]);

  const sendAll = useCallback(async (): Promise<void> => {
    const ofPage = state.current;
    while (ofPage.waiting !== null && !ofPage.ended) {
      const values = ofPage.waiting;
      ofPage.waiting = null;
      try {
        const { draft } = await request('PUT', '/report-draft', { body: { values } });
        ofPage.last = values;
        if (!draft) continue;
        ofPage.id = draft.id;
        setKept({ at: draft.savedAt });
      } catch {
        // What was typed stands on the page; the next entry tries again.
        setKept('not_kept');
      }
    }
    ofPage.running = null;
  }, []);
  const keep = useCallback(
    (values: ReportValues): void => {
      const ofPage = state.current;
      const text = JSON.stringify(values);
      if (ofPage.ended || text === ofPage.last) return;
      if (ofPage.offered) return setKept('undecided');
      ofPage.waiting = text;
      ofPage.running ??= sendAll();
    },
    [sendAll],
  );
  const decided = (): void => {
    state.current.offered = false;
    setOffered(null);
  };
  const forget = async (): Promise<void> => {
    state.current.waiting = null;
    // One that is under way would otherwise come after the deletion.
    await state.current.running;
    await request('DELETE', '/report-draft').catch(() => undefined);
    state.current.id = undefined;
    setKept(null);
    await client.invalidateQueries({ queryKey: unsentQuery.queryKey });
  };
  const discard = async (): Promise<void> => {
    await forget();
    decided();
  };
  const end = async (): Promise<void> => {
    const ofPage = state.current;
    ofPage.ended = true;
    if (ofPage.id !== undefined || ofPage.running !== null) await forget();
  };
  const resume = (empty: ReportValues): Promise<ReportValues | null> => {
    const text = offered?.values ?? null;
    state.current.id = offered?.id;
    decided();
    return Promise.resolve(text === null ? null : filledUp(text, empty));
  };
  return { offered, kept, keep, resume, discard, id: () => state.current.id, end };
}

/** Reads what a page wrote, perhaps an older one: unknown keys are dropped, missing ones take the empty form's. */
function filledUp(text: string, empty: ReportValues): ReportValues | null {
  try {
    const read = JSON.parse(text) as Record<string, unknown>;
    const known = Object.fromEntries(Object.keys(empty).map((key) => [key, read[key] ?? empty[key as keyof ReportValues]]));
    return { ...empty, ...known, safe: { ...empty.safe, ...(read['safe'] as object | undefined) } };
  } catch {
    return null;
  }
}
