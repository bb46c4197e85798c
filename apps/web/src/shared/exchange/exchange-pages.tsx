import type { ComponentType } from 'react';
import { NotFoundPage } from '../session/not-found-page';
import { useActor } from '../session/session';
import { ExchangePage as Exchange } from './exchange-page';
import { MeetingPage as Meeting } from './meeting-page';

const AT_THE_TABLE: ReadonlySet<string> = new Set(['local_coordinator', 'state_coordinator', 'police_lead', 'centre_lead']);

/** For the roles that sit at a table; to others the page is one of another role. The API guards the data. */
function atTheTable(Page: ComponentType) {
  return function AtTheTable() {
    return AT_THE_TABLE.has(useActor().actor.role) ? <Page /> : <NotFoundPage />;
  };
}

// One file for the pages of this area, so that they share what they bring along.
export const ExchangePage = atTheTable(Exchange);
export const MeetingPage = atTheTable(Meeting);
