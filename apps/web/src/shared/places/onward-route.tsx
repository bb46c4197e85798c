import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import type { Schemas } from '../api/contract';
import { Alert } from '../kern/alert';
import { Loading } from '../kern/loading';
import { Section } from '../kern/section';
import { HelplineWords } from './helpline-words';
import { onwardQuery } from './places-queries';
import { SiteList } from './site-list';

type Centre = Schemas['OnwardCentreView'];

const placeWords = ({ local, kilometres }: Centre): string | null => (local ? m.onward_local() : kilometres === null ? null : m.report_alternative_distance({ kilometres }));

/** Where a man can go on to: whoever counsels men here or nearest, the helpline, and what is current of the places. Nothing of it is stored. */
export function OnwardRoute({ referralId, always }: { readonly referralId: string; readonly always: boolean }) {
  const { data: route, isError } = useQuery(onwardQuery(referralId));
  if (route !== undefined && (!route.applies || (route.localMensCentre && !always))) return null;
  return (
    <Section id="onward" title={m.onward_title()}>
      {isError && route === undefined ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {route === undefined ? (
        isError ? null : <Loading />
      ) : (
        <>
          <p className="kern-body">{route.localMensCentre ? m.onward_lead() : m.onward_no_local()}</p>
          <h3 className="kern-title">{m.onward_centres()}</h3>
          {route.centres.length === 0 ? (
            <p className="kern-body">{m.onward_no_centre()}</p>
          ) : (
            <ul className="plain-list kern-body">
              {route.centres.map((centre) => (
                <li key={centre.id}>{[centre.name, centre.phone, placeWords(centre)].filter((part) => part !== null).join(', ')}</li>
              ))}
            </ul>
          )}
          <h3 className="kern-title">{m.programmes_helpline()}</h3>
          {route.helpline === null ? null : <HelplineWords helpline={route.helpline} />}
          <h3 className="kern-title">{m.places_title()}</h3>
          <SiteList sites={route.board?.sites ?? []} />
          <p className="kern-body muted">{m.onward_stores_nothing()}</p>
          <Link to="/places" className="kern-link kern-link--no-visited-state">
            {m.onward_board()}
          </Link>
        </>
      )}
    </Section>
  );
}
