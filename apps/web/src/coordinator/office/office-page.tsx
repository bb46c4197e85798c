import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { useSession } from '../../shared/session/session';

/** The task fields in the office's own order, each with what is kept here for it. Local networks have no registry to keep. */
const TASK_FIELDS = [
  { id: 'field-exchange', title: m.fields_exchange, parts: [['/exchange', m.exchange_title, m.fields_exchange_what]] },
  {
    id: 'field-chains',
    title: m.fields_chains,
    parts: [
      ['/coordination/turnaround', m.nav_turnaround, m.fields_turnaround_what],
      ['/coordination/coverage', m.nav_coverage, m.fields_coverage_what],
      ['/coordination/registry', m.nav_registry, m.fields_registry_what],
      ['/models', m.fields_models, m.fields_models_what],
    ],
  },
  { id: 'field-plans', title: m.fields_plans, parts: [['/coordination/office/plan', m.plan_page, m.fields_plan_what]] },
  { id: 'field-mandates', title: m.fields_mandates, parts: [['/coordination/office/mandates', m.mandate_page, m.fields_mandates_what]] },
  { id: 'field-programmes', title: m.fields_programmes, parts: [['/coordination/office/programmes', m.programmes_title, m.fields_programmes_what]] },
] as const;

/** What only the state office keeps. */
const OF_STATE_OFFICE: ReadonlySet<string> = new Set(['/coordination/registry', '/coordination/office/plan', '/coordination/office/mandates']);

/** Where the work of the state office and of local networks begins that is not a figure: one entry for each task field. */
export const OfficePage = localised(function OfficePage() {
  const { session } = useSession();
  const ofStateOffice = session?.organisation.kind === 'state_office';
  const isShown = ([to]: readonly [string, ...unknown[]]): boolean => ofStateOffice || !OF_STATE_OFFICE.has(to);
  return (
    <div className="page">
      <PageTitle>{m.fields_title()}</PageTitle>
      {TASK_FIELDS.filter(({ parts }) => parts.some(isShown)).map(({ id, title, parts }) => (
        <Section key={id} id={id} title={title()}>
          <ul className="office__parts">
            {parts
              .filter(isShown)
              .map(([to, label, what]) => (
                <li key={to}>
                  <Link to={to} className="kern-link kern-link--no-visited-state">
                    {label()}
                  </Link>
                  <p className="kern-body muted">{what()}</p>
                </li>
              ))}
          </ul>
        </Section>
      ))}
    </div>
  );
});
