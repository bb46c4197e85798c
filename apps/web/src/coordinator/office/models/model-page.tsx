import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { ApiProblem, request } from '../../../shared/api/http';
import { Alert } from '../../../shared/kern/alert';
import { Button } from '../../../shared/kern/button';
import { Facts, type Fact } from '../../../shared/kern/facts';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { labelOf } from '../../../shared/labels/label-of';
import { localised } from '../../../shared/locale/locale';
import { OutcomeAlert } from '../../../shared/referral/outcome-alert';
import { toOutcome, type EventOutcome } from '../../../shared/referral/send-event';
import { useActor } from '../../../shared/session/session';
import { toDay, toLocalDay } from '../../../shared/time/format';
import { useNow } from '../../../shared/time/now';
import { Waiting } from '../../registry/registry-head';
import { AdoptForm } from './adopt.form';
import { ModelEffect } from './model-effect';
import { STANDING_LABELS, tagWords } from './model-labels';
import { modelsQuery, type Model } from './model-queries';
import { ModelForm } from './model.form';
import { toModelText, toModelValues } from './model-values';
import { templateLines } from './template-lines';

/** The library after a write: the entry as it was answered, without waiting for the next look. */
function useWritten(): (model: Model) => void {
  const client = useQueryClient();
  return (model) => {
    client.setQueryData(modelsQuery.queryKey, (held) => (held === undefined ? held : [...held.filter(({ id }) => id !== model.id), model]));
    void client.invalidateQueries({ queryKey: ['models'] });
  };
}

const factsOf = (model: Model): readonly Fact[] => [
  { name: m.model_solves(), value: tagWords(model.tags) },
  { name: m.model_standing(), value: labelOf(STANDING_LABELS, model.standing) },
  { name: m.model_in_use(), value: model.uses.length === 0 ? m.model_in_use_nowhere() : model.uses.map(({ district, beganOn }) => m.model_since({ district, day: toDay(beganOn) })).join('; ') },
  { name: m.model_checked(), value: model.checkedOn === null ? m.model_never_checked() : toDay(model.checkedOn) },
  { name: m.model_contact(), value: model.contact?.name ?? m.registry_none() },
  { name: m.model_keeper(), value: model.keeper.name },
];

/** Two things that are done to an entry with one press: all of it still holds today, and, by the state office, it is released or taken back. */
function Presses({ model, onWritten }: { readonly model: Model; readonly onWritten: (model: Model, words: string) => void }) {
  const { organisation } = useActor();
  const today = toLocalDay(useNow());
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<EventOutcome | null>(null);
  const [isStale, setStale] = useState(false);
  const released = model.state === 'draft';
  const send = async (words: string, work: () => Promise<Model>): Promise<void> => {
    setBusy(true);
    setOutcome(null);
    setStale(false);
    try {
      onWritten(await work(), words);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) setStale(true);
      else setOutcome(toOutcome(error));
      void client.invalidateQueries({ queryKey: modelsQuery.queryKey });
    }
    setBusy(false);
  };
  return (
    <>
      <OutcomeAlert outcome={outcome} />
      {isStale ? <Alert kind="warning" title={m.model_stale()} takesFocus /> : null}
      {organisation.kind === 'state_office' ? (
        <Button
          look={released ? 'primary' : 'secondary'}
          disabled={busy}
          onClick={() => void send(released ? m.model_released() : m.model_retracted(), () => request('POST', '/models/{id}/release', { path: { id: model.id }, version: model.version, body: { released } }))}
        >
          {released ? m.model_release() : m.model_retract()}
        </Button>
      ) : null}
      {model.checkedOn === today ? null : (
        <Button
          disabled={busy}
          onClick={() => void send(m.model_checked_now(), () => request('PUT', '/models/{id}', { path: { id: model.id }, version: model.version, body: { ...toModelText(toModelValues(model), model), checkedOn: today } }))}
        >
          {m.model_check_today()}
        </Button>
      )}
    </>
  );
}

function Shown({ model }: { readonly model: Model }) {
  const { organisation } = useActor();
  const client = useQueryClient();
  const written = useWritten();
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const ofStateOffice = organisation.kind === 'state_office';
  const coordinates = ofStateOffice || organisation.kind === 'local_network';
  const done = (words: string) => (fresh: Model): void => {
    written(fresh);
    setEditing(false);
    setSaid(words);
  };
  return (
    <>
      {said === null ? null : <Alert key={model.version} kind="success" title={said} takesFocus />}
      {model.state === 'draft' ? <Alert kind="info" title={m.model_is_draft()} /> : null}
      {model.example ? <Alert kind="info" title={m.model_is_example()} /> : null}
      {model.unchecked ? <Alert kind="warning" title={model.checkedOn === null ? m.model_unchecked_ever() : m.model_unchecked({ day: toDay(model.checkedOn) })} /> : null}
      <p className="page__lead kern-body">{model.summary}</p>
      <Facts facts={factsOf(model)} />
      <Section id="template" title={m.model_template()}>
        {model.template === null ? <p className="kern-body">{m.model_no_template()}</p> : <Facts facts={templateLines(model.template)} />}
      </Section>
      {coordinates && model.uses.length > 0 ? (
        <Section id="effect" title={m.model_effect_title()}>
          <ModelEffect id={model.id} />
        </Section>
      ) : null}
      {ofStateOffice && model.template !== null ? (
        <Section id="adopt" title={m.model_adopt_title()}>
          {model.state === 'released' ? <AdoptForm model={model} /> : <p className="kern-body">{m.model_adopt_draft()}</p>}
        </Section>
      ) : null}
      {model.editable ? (
        <Section id="edit" title={m.model_edit()}>
          {editing ? (
            <ModelForm model={model} onSaved={done(m.model_saved())} onStale={() => void client.invalidateQueries({ queryKey: modelsQuery.queryKey })} onCancel={() => setEditing(false)} />
          ) : (
            <div className="form__actions">
              <Presses model={model} onWritten={(fresh, words) => done(words)(fresh)} />
              <Button
                onClick={() => {
                  setSaid(null);
                  setEditing(true);
                }}
              >
                {m.model_edit()}
              </Button>
            </div>
          )}
        </Section>
      ) : null}
    </>
  );
}

/** A new entry: a draft until the state office releases it. */
function New() {
  const { organisation } = useActor();
  const navigate = useNavigate();
  const written = useWritten();
  if (organisation.kind !== 'state_office' && organisation.kind !== 'local_network') return <Alert kind="warning" title={m.model_not_found()} />;
  const open = (model: Model): void => {
    written(model);
    void navigate({ to: '/models/$model', params: { model: model.id } });
  };
  return (
    <>
      <p className="page__lead kern-body">{organisation.kind === 'local_network' ? m.model_new_local() : m.model_new_state()}</p>
      <ModelForm model={null} onSaved={open} onStale={() => undefined} onCancel={null} />
    </>
  );
}

/** One model of the library: what it solves, its terms, figures before and after, the way to adopt it, and the form of whoever keeps it. */
export const ModelPage = localised(function ModelPage() {
  const { model: id } = useParams({ strict: false });
  const query = useQuery(modelsQuery);
  const model = query.data?.find((each) => each.id === id);
  const isNew = id === 'new';
  return (
    <div className="page">
      <p className="kern-body">
        <Link to="/models" className="kern-link kern-link--no-visited-state">
          {m.models_back()}
        </Link>
      </p>
      <PageTitle windowTitle={isNew ? m.model_new() : m.model_one()}>{isNew ? m.model_new() : (model?.title ?? m.model_one())}</PageTitle>
      {isNew ? <New /> : <Waiting query={query} />}
      {model === undefined ? null : <Shown key={model.id} model={model} />}
      {!isNew && query.data !== undefined && model === undefined ? <Alert kind="warning" title={m.model_not_found()} /> : null}
    </div>
  );
});
