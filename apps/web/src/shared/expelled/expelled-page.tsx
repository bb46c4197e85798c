import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { mayReadExpelledContact } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { Alert } from '../kern/alert';
import { Facts, type Fact } from '../kern/facts';
import { Loading } from '../kern/loading';
import { PageTitle } from '../kern/page-title';
import { Section } from '../kern/section';
import { Timeline } from '../kern/timeline';
import { FORM_LABELS } from '../labels/consent-labels';
import { LANGUAGE_LABELS } from '../labels/contact-labels';
import { labelOf } from '../labels/label-of';
import { localised } from '../locale/locale';
import { useActor } from '../session/session';
import { toDateTime } from '../time/format';
import { ExpelledActions } from './expelled-actions';
import { ExpelledDue, ExpelledStateBadge } from './expelled-badges';
import { ExpelledContactPart } from './expelled-contact';
import { expelledQuery, type Expelled } from './expelled-queries';
import { EXPELLED_HAPPENED_LABELS, EXPELLED_REASON_LABELS } from './expelled-words';

const reasonOf = (event: string, reason: string): string => labelOf((EXPELLED_REASON_LABELS as Readonly<Record<string, Readonly<Record<string, () => string>>>>)[event] ?? {}, reason);

function factsOf({ consent, centre, policeAuthority, submittedAt, purgeAt, sameDeployment, ...due }: Expelled, ofPolice: boolean): readonly Fact[] {
  return [
    { name: m.expelled_due(), value: <ExpelledDue {...due} /> },
    ofPolice ? { name: m.expelled_centre(), value: centre } : { name: m.expelled_authority(), value: policeAuthority },
    { name: m.expelled_sent(), value: toDateTime(submittedAt) },
    { name: m.expelled_consent(), value: m.expelled_consent_words({ form: labelOf(FORM_LABELS, consent.form), when: toDateTime(consent.givenAt), language: labelOf(LANGUAGE_LABELS, consent.explainedIn) }) },
    { name: m.expelled_purge(), value: toDateTime(purgeAt) },
    ...(sameDeployment.length === 0
      ? []
      : [
          {
            name: m.expelled_same(),
            value: sameDeployment.map(({ id, reference }) => (
              <Link key={id} to="/police/referrals/$id" params={{ id }} className="kern-link kern-link--no-visited-state">
                {reference}
              </Link>
            )),
          },
        ]),
  ];
}

function Whole({ expelled }: { readonly expelled: Expelled }) {
  const { organisation, actor } = useActor();
  const ofPolice = organisation.kind === 'police_authority';
  return (
    <div className="page">
      <PageTitle windowTitle={m.expelled_window()}>{m.expelled_one({ reference: expelled.reference })}</PageTitle>
      <p className="row">
        <ExpelledStateBadge state={expelled.state} />
      </p>
      <div className="panel">
        <Section id="todo" title={m.section_todo()}>
          <ExpelledActions expelled={expelled} />
        </Section>
      </div>
      <Section id="facts" title={m.section_facts()}>
        <Facts facts={factsOf(expelled, ofPolice)} />
      </Section>
      {mayReadExpelledContact(actor.role, expelled.state) ? (
        <Section id="contact" title={m.section_contact()}>
          <ExpelledContactPart key={expelled.version} id={expelled.id} />
        </Section>
      ) : null}
      <Section id="history" title={m.section_history()}>
        <Timeline
          entries={[...expelled.history].reverse().map(({ event, reason, at, own }, index) => ({
            key: `${event} ${at} ${index}`, what: labelOf(EXPELLED_HAPPENED_LABELS, event), who: own ? m.expelled_by_us() : ofPolice ? m.expelled_by_centre() : m.expelled_by_police(),
            when: toDateTime(at), dateTime: at, details: reason === null ? [] : [reasonOf(event, reason)],
          }))}
        />
      </Section>
    </div>
  );
}

/** One referral of an expelled person: what to do now, what it is, how to reach the person, and what has happened. */
export const ExpelledPage = localised(function ExpelledPage() {
  const { expelled: id } = useParams({ strict: false });
  const query = useQuery(expelledQuery(id ?? ''));
  if (query.data !== undefined) return <Whole expelled={query.data} />;
  if (query.isPending) return <Loading />;
  const gone = query.error instanceof ApiProblem && [403, 404].includes(query.error.status);
  return (
    <div className="page">
      <PageTitle windowTitle={m.expelled_window()}>{m.expelled_title()}</PageTitle>
      <Alert kind="warning" title={gone ? m.not_found_title() : m.load_failed_text()}>
        <p>{gone ? m.not_found_text() : m.load_failed_text()}</p>
      </Alert>
      <p className="kern-body">
        <Link to="/expelled" className="kern-link">
          {m.expelled_back()}
        </Link>
      </p>
    </div>
  );
});
