import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { MODEL_TAGS } from '#domain';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Badge } from '../../../shared/kern/badge';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { SelectField } from '../../../shared/kern/field';
import { Loading } from '../../../shared/kern/loading';
import { PageTitle } from '../../../shared/kern/page-title';
import { labelOf, optionsOf } from '../../../shared/labels/label-of';
import { localised } from '../../../shared/locale/locale';
import { useActor } from '../../../shared/session/session';
import { toDay } from '../../../shared/time/format';
import { STANDING_LABELS, tagWords, TAG_LABELS } from './model-labels';
import { modelsQuery, type Model } from './model-queries';
import { NeedSentences } from './need-sentences';

const checkedWords = ({ checkedOn, unchecked }: Model): string => (checkedOn === null ? m.model_never_checked() : unchecked ? m.model_checked_long_ago({ day: toDay(checkedOn) }) : toDay(checkedOn));

const columns = (): readonly Column<Model>[] => [
  {
    key: 'title', header: m.model_title(), rowHeader: true,
    cell: ({ id, title, state, example }) => (
      <>
        <Link to="/models/$model" params={{ model: id }} className="kern-link kern-link--no-visited-state">
          {title}
        </Link>
        {' '}
        {state === 'draft' ? <Badge kind="info">{m.model_draft()}</Badge> : null}
        {' '}
        {example ? <Badge kind="info">{m.model_example()}</Badge> : null}
      </>
    ),
  },
  { key: 'tags', header: m.model_solves(), cell: ({ tags }) => tagWords(tags) },
  { key: 'standing', header: m.model_standing(), cell: ({ standing }) => labelOf(STANDING_LABELS, standing) },
  { key: 'uses', header: m.model_in_use(), cell: ({ uses }) => (uses.length === 0 ? m.model_in_use_nowhere() : uses.map(({ district }) => district).join(', ')) },
  { key: 'checked', header: m.model_checked(), cell: checkedWords },
];

/** The library of local models: what is lacking and which models closed it elsewhere, and every model by what it solves. */
export const ModelsPage = localised(function ModelsPage() {
  const { organisation } = useActor();
  const [tag, setTag] = useState('');
  const { data, isError, isPending } = useQuery(modelsQuery);
  const coordinates = organisation.kind === 'state_office' || organisation.kind === 'local_network';
  const rows = data?.filter(({ tags }) => tag === '' || tags.some((each) => each === tag)) ?? [];
  return (
    <div className="page">
      <PageTitle>{m.models_title()}</PageTitle>
      <p className="page__lead kern-body">{m.models_lead()}</p>
      {coordinates ? (
        <p className="kern-body">
          <Link to="/models/$model" params={{ model: 'new' }} className="kern-link kern-link--no-visited-state">
            {m.model_new()}
          </Link>
        </p>
      ) : null}
      {coordinates ? <NeedSentences district={null} /> : null}
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending ? <Loading /> : null}
      {data === undefined ? null : (
        <>
          <SelectField name="model.tag" label={m.model_solves()} placeholder={m.model_every_tag()} options={optionsOf(TAG_LABELS, MODEL_TAGS)} value={tag} onChange={(event) => setTag(event.target.value)} />
          {rows.length === 0 ? <p className="kern-body">{data.length === 0 ? m.models_empty() : m.models_no_hit()}</p> : <DataTable caption={m.models_title()} columns={columns()} rows={rows} keyOf={({ id }) => id} />}
        </>
      )}
    </div>
  );
});
