import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem, request } from '../api/http';
import { Alert } from '../kern/alert';
import { Badge } from '../kern/badge';
import { Button } from '../kern/button';
import { useNow } from '../time/now';
import { PLACES, type Site } from './places-queries';
import { freeOf, isCurrent, standingWords } from './site-words';

const REFUSED: Readonly<Record<string, () => string>> = {
  place_never_entered: m.places_refused_never, place_out_of_date: m.places_refused_old, place_entry_changed: m.places_refused_changed, no_place_free: m.places_refused_full,
};

interface Answered {
  readonly kind: 'success' | 'warning';
  readonly title: string;
}

/** Asks whether the entry that is shown still holds; it books nothing. */
function HoldsStill({ site }: { readonly site: Site }) {
  const client = useQueryClient();
  const [answered, setAnswered] = useState<Answered | null>(null);
  const ask = async (): Promise<void> => {
    setAnswered(null);
    try {
      await request('GET', '/places/{id}/onward', { path: { id: site.id }, query: { version: site.version } });
      setAnswered({ kind: 'success', title: m.places_holds({ name: site.name }) });
    } catch (error) {
      const code = error instanceof ApiProblem ? error.code : '';
      setAnswered({ kind: 'warning', title: (Object.hasOwn(REFUSED, code) ? REFUSED[code]?.() : undefined) ?? m.load_failed_text() });
      await client.invalidateQueries({ queryKey: PLACES });
    }
  };
  return (
    <>
      <Button onClick={() => void ask()}>{m.places_ask({ name: site.name })}</Button>
      {answered === null ? null : <Alert kind={answered.kind} title={answered.title} takesFocus />}
    </>
  );
}

function SitePart({ site }: { readonly site: Site }) {
  const now = useNow();
  const current = isCurrent(site, now);
  const free = current ? (site.now?.free ?? 0) : 0;
  return (
    <li className="places__site">
      <p className="row">
        <strong>{site.name}</strong>
        {current ? <Badge kind={free > 0 ? 'success' : 'info'}>{m.places_free({ count: free })}</Badge> : <Badge kind="warning">{m.places_not_current()}</Badge>}
      </p>
      {standingWords(site, now).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {!current || site.children === null ? null : <p>{site.children ? m.places_children() : m.places_no_children()}</p>}
      <p>{site.phone === null ? m.places_no_phone() : m.places_phone({ phone: site.phone })}</p>
      {current ? <HoldsStill key={site.version} site={site} /> : null}
    </li>
  );
}

/** The shelters for men with what is current. What is out of date never counts. */
export function SiteList({ sites }: { readonly sites: readonly Site[] }) {
  const now = useNow();
  if (sites.length === 0) return <p className="kern-body">{m.places_none()}</p>;
  const old = sites.filter((site) => !isCurrent(site, now)).length;
  return (
    <>
      <p className="kern-body">
        {/* Nought would read as full houses, where in truth nobody knows. */}
        {old === sites.length ? m.places_nothing_current() : m.places_free_now({ count: freeOf(sites, now) })}
        {old === 0 || old === sites.length ? '' : ` ${m.places_not_counted({ count: old })}`}
      </p>
      <ul className="places kern-body">
        {sites.map((site) => (
          <SitePart key={site.id} site={site} />
        ))}
      </ul>
    </>
  );
}
