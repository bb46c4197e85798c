import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { m } from '../../generated/messages/messages.js';
import type { OwnCentre } from '../../shared/api/views';
import { Alert } from '../../shared/kern/alert';
import { Button } from '../../shared/kern/button';
import { Facts } from '../../shared/kern/facts';
import { Loading } from '../../shared/kern/loading';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { labelOf } from '../../shared/labels/label-of';
import { TARGET_LABELS } from '../../shared/labels/report-labels';
import { localised } from '../../shared/locale/locale';
import { OutcomeAlert } from '../../shared/referral/outcome-alert';
import { useActor } from '../../shared/session/session';
import { CapacityPart } from './capacity-part';
import { UncoveredPlaces } from './closure-effect';
import { ClosuresPart } from './closures-part';
import { HoursPart } from './hours-part';
import { ownCentreQuery } from './own-centre-queries';
import { KIND_LABELS, languageName } from './own-centre-words';
import { useOwnCentre, type Done } from './use-own-centre';

// A page that is only read is there sooner without the form.
const ClosureForm = lazy(() => import('./closure.form').then((file) => ({ default: file.ClosureForm })));

/** Who may change the entry (`centre.keep` in the domain; the API has the last word). */
const KEEPS = 'centre_lead';

function DoneAlert({ done }: { readonly done: Done | null }) {
  if (done === null) return null;
  const uncovered = done.uncovered ?? [];
  return (
    <Alert kind={uncovered.length === 0 ? 'success' : 'warning'} title={done.text()} takesFocus>
      {uncovered.length === 0 ? null : (
        <>
          <p>{m.own_centre_closure_uncovered_title()}:</p>
          <UncoveredPlaces uncovered={uncovered} />
        </>
      )}
      {done.undo === undefined ? null : <Button onClick={done.undo}>{m.own_centre_undo()}</Button>}
    </Alert>
  );
}

function Entry({ centre }: { readonly centre: OwnCentre }) {
  return (
    <Facts
      facts={[
        { name: m.own_centre_kind(), value: labelOf(KIND_LABELS, centre.kind) },
        { name: m.own_centre_serves(), value: centre.catchment.map(({ name }) => name).join(', ') },
        { name: m.own_centre_groups(), value: centre.targetGroups.map((group) => labelOf(TARGET_LABELS, group)).join(', ') },
        ...(centre.languages.length === 0 ? [] : [{ name: m.own_centre_languages(), value: centre.languages.map(languageName).join(', ') }]),
      ]}
    />
  );
}

function Reachable() {
  return (
    <>
      <p className="kern-body">{m.own_centre_reachable_text()}</p>
      <Link to="/duty" className="kern-link kern-link--no-visited-state">
        {m.own_centre_reachable_link()}
      </Link>
    </>
  );
}

/** What a centre keeps of its own entry: room, opening hours, closures; a lead changes them, everybody else of the centre reads them. */
export const OwnCentrePage = localised(function OwnCentrePage() {
  const { actor } = useActor();
  const query = useQuery(ownCentreQuery);
  const { done, outcome, onCapacity, onHours, onClosed, onCancel } = useOwnCentre();
  const keeps = actor.role === KEEPS;
  const centre = query.data;
  return (
    <div className="page">
      <PageTitle>{m.own_centre_title()}</PageTitle>
      <p className="page__lead kern-body">{keeps ? m.own_centre_lead() : m.own_centre_read_only()}</p>
      {outcome?.kind === 'gone' ? <Alert kind="warning" title={m.own_centre_gone()} takesFocus /> : <OutcomeAlert outcome={outcome} />}
      <DoneAlert done={done} />
      {query.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {query.isPending ? <Loading /> : null}
      {centre === undefined ? null : (
        <>
          {centre.active ? null : <Alert kind="warning" title={m.own_centre_taking_none()} />}
          <Entry centre={centre} />
          <Section id="capacity" title={m.own_centre_capacity()}>
            <CapacityPart capacity={centre.capacity} {...(keeps && { onNote: onCapacity })} />
          </Section>
          <Section id="hours" title={m.own_centre_hours()}>
            <HoursPart centre={centre} {...(keeps && { onSaved: onHours })} />
          </Section>
          <Section id="closures" title={m.own_centre_closures()}>
            <ClosuresPart closures={centre.closures} {...(keeps && { onCancel })} />
          </Section>
          {keeps ? (
            <Section id="close" title={m.own_centre_closure_enter()}>
              <Suspense fallback={<Loading />}>
                <ClosureForm neighbours={centre.neighbours} onClosed={onClosed} />
              </Suspense>
            </Section>
          ) : null}
        </>
      )}
      <p className="kern-body">
        <Link to={centre?.kind === 'shelter' ? '/centre/places' : '/places'} className="kern-link kern-link--no-visited-state">
          {centre?.kind === 'shelter' ? m.places_own_title() : m.places_title()}
        </Link>
      </p>
      <Section id="reachable" title={m.own_centre_reachable()}>
        <Reachable />
      </Section>
    </div>
  );
});
