import { Link, type LinkProps } from '@tanstack/react-router';
import { m } from '../../../generated/messages/messages.js';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { useSession } from '../../../shared/session/session';

interface Programme {
  readonly id: string;
  readonly title: () => string;
  /** A line on what the programme is. */
  readonly what: () => string;
  /** Its pages: address, label, and what is found there. */
  readonly parts: readonly (readonly [NonNullable<LinkProps['to']>, () => string, () => string])[];
}

/** The four programmes, each with a line and its pages. */
const PROGRAMMES: readonly Programme[] = [
  { id: 'programme-places', title: m.programmes_places, what: m.programmes_places_what, parts: [['/places', m.places_title, m.programmes_board_what]] },
  { id: 'programme-helpline', title: m.programmes_helpline, what: m.programmes_helpline_what, parts: [['/coordination/office/helpline', m.helpline_title, m.programmes_figures_what]] },
  { id: 'programme-portal', title: m.programmes_portal, what: m.programmes_portal_what, parts: [['/coordination/office/programmes/portal', m.programmes_portal, m.portal_page_what]] },
  {
    id: 'programme-perpetrator-work', title: m.programmes_perpetrator_work, what: m.programmes_perpetrator_work_what,
    parts: [
      ['/coordination/office/programmes/perpetrator-work', m.court_title, m.court_page_what],
      ['/coordination/office/programmes/yearly-figures', m.year_title, m.year_page_what],
    ],
  },
];

/** What only the state office keeps. */
const OF_STATE_OFFICE: ReadonlySet<string> = new Set(['/coordination/office/programmes/portal', '/coordination/office/programmes/yearly-figures']);

/** The programmes that the state office accompanies, with what is kept of each. */
export const ProgrammesPage = localised(function ProgrammesPage() {
  const { session } = useSession();
  const ofStateOffice = session?.organisation.kind === 'state_office';
  return (
    <>
      <PageTitle>{m.programmes_title()}</PageTitle>
      {PROGRAMMES.map(({ id, title, what, parts }) => (
        <Section key={id} id={id} title={title()}>
          <p className="kern-body">{what()}</p>
          <ul className="office__parts">
            {parts
              .filter(([to]) => ofStateOffice || !OF_STATE_OFFICE.has(to))
              .map(([to, label, about]) => (
                <li key={to}>
                  <Link to={to} className="kern-link kern-link--no-visited-state">
                    {label()}
                  </Link>
                  <p className="kern-body muted">{about()}</p>
                </li>
              ))}
          </ul>
        </Section>
      ))}
    </>
  );
});
