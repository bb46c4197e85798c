import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { useAnnounce } from '../../shared/kern/announcer';
import { Button } from '../../shared/kern/button';
import { nudge } from '../turnaround/turnaround-queries';

/** How a reminder went: it is on its way, the lead was told, there was no need, or it did not get out. */
type Went = 'sending' | 'told' | 'not-told' | 'failed';

const WORDS: Readonly<Record<Exclude<Went, 'sending'>, () => string>> = { told: m.bottlenecks_nudged, 'not-told': m.bottlenecks_not_nudged, failed: m.bottlenecks_nudge_failed };

/** Reminds the lead of an organisation, and says whether that was done. */
export function NudgeButton({ organisation: { id, name } }: { readonly organisation: { readonly id: string; readonly name: string } }) {
  const announce = useAnnounce();
  const [went, setWent] = useState<Went | null>(null);
  const send = async (): Promise<void> => {
    setWent('sending');
    const end = await nudge(id).then((told) => (told ? 'told' : 'not-told'), () => 'failed' as const);
    setWent(end);
    announce(`${name}: ${WORDS[end]()}`);
  };
  if (went === 'told' || went === 'not-told') return <span>{WORDS[went]()}</span>;
  return (
    <>
      <Button aria-label={m.bottlenecks_nudge_whom({ name })} aria-disabled={went === 'sending'} onClick={() => (went === 'sending' ? undefined : void send())}>
        {m.bottlenecks_nudge()}
      </Button>
      {went === 'failed' ? <span> {WORDS.failed()}</span> : null}
    </>
  );
}
