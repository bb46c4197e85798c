import { useState } from 'react';
import { addDays, instantAt, localDayOf } from '#domain';
import { m } from '../../generated/messages/messages.js';
import type { ReferralView } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { ruleWords } from '../../shared/referral/attempt-rule-words';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { useSendEvent, type EventOutcome } from '../../shared/referral/send-event';
import { toDue } from '../../shared/time/format';
import { useTime } from '../../shared/time/now';
import { nextClock } from './case-head';

/** The two times at which people are called back; today's only while it lies ahead. */
function presets(now: Date): readonly { readonly label: string; readonly until: Date }[] {
  const today = localDayOf(now);
  const evening = { label: m.call_back_today(), until: instantAt(today, '18:00') };
  const morning = { label: m.call_back_tomorrow(), until: instantAt(addDays(today, 1), '09:00') };
  return [evening, morning].filter(({ until }) => until > now);
}

/** Lets the series of attempts stand still until the time agreed with the person; offered only while the API allows it. */
function CallBack({ referral }: { readonly referral: ReferralView }) {
  const { source } = useTime();
  const send = useSendEvent(referral);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const series = referral.clocks.find(({ kind, state }) => kind === 'attempt_series' && state === 'running');
  if (series === undefined || !referral.allowedEvents.includes('pause_clock')) return null;
  const pause = async (until: Date): Promise<void> => {
    const sent = await send('pause_clock', { clock: 'attempt_series', reason: 'person_asked_later', until: until.toISOString() });
    setOutcome(sent.kind === 'done' ? null : sent);
  };
  return (
    <>
      <OutcomeAlert outcome={outcome} />
      <p>{m.call_back_ask()}</p>
      <div className="form__actions">
        {presets(source()).map(({ label, until }) => (
          <Button key={label} onClick={() => void pause(until)}>
            {label}
          </Button>
        ))}
      </div>
    </>
  );
}

/** After an attempt: what the attempt rule still asks for and which deadline runs now, both as the API has computed them anew. */
export function AttemptSaved({ referral, result }: { readonly referral: ReferralView; readonly result: unknown }) {
  const clock = nextClock(referral);
  return (
    <Alert kind="success" title={m.attempt_saved()} takesFocus>
      {referral.attemptRule === null ? null : <p>{ruleWords(referral.attemptRule)}</p>}
      {clock === null ? null : <p>{m.attempt_next_due({ at: toDue(clock.dueAt) })}</p>}
      {result === 'call_back_agreed' ? <CallBack referral={referral} /> : null}
    </Alert>
  );
}
