import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Section } from '../../../shared/kern/section';
import { toDay, toNumber } from '../../../shared/time/format';
import { ModelEffect } from './model-effect';
import { NEED_SENTENCES } from './model-labels';
import { modelsQuery, needsQuery, type Model, type Need } from './model-queries';

/** What is lacking: in one district with its numbers, or in how many districts. */
function gapWords({ need, districts }: Need, district: string | null): string {
  const { many, one } = NEED_SENTENCES[need as keyof typeof NEED_SENTENCES];
  const [first] = districts;
  return district === null || first === undefined ? many({ count: districts.length }) : one({ part: toNumber(first.part), of: toNumber(first.of) });
}

const solvesWords = ({ closed, others }: Need): string =>
  closed.length > 0 ? m.model_need_closed({ count: closed.length }) : others.length > 0 ? m.model_need_others({ count: others.length }) : m.model_need_nothing();

/** The figures of a model, asked for when somebody wants to see them. */
function Figures({ id, title }: Pick<Model, 'id' | 'title'>) {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="kern-body">
        {m.model_effect_title()}
        <span className="kern-sr-only">: {title}</span>
      </summary>
      {open ? <ModelEffect id={id} /> : null}
    </details>
  );
}

function Found({ need, models }: { readonly need: Need; readonly models: readonly Model[] }) {
  const found = [...need.closed, ...need.others].flatMap((id) => models.find((model) => model.id === id) ?? []);
  if (found.length === 0) return null;
  return (
    <ul className="plain-list">
      {found.map(({ id, title, uses }) => (
        <li key={id}>
          <Link to="/models/$model" params={{ model: id }} className="kern-link kern-link--no-visited-state">
            {title}
          </Link>
          {uses.length === 0 ? null : (
            <>
              <span className="muted"> {uses.map(({ district }) => district).join(', ')}</span>
              <Figures id={id} title={title} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What is lacking here and which models closed the same gap elsewhere; without a district all of those that the reader is told of. Nothing where nothing is lacking. */
export function NeedSentences({ district }: { readonly district: string | null }) {
  const { data, isError } = useQuery(needsQuery);
  const models = useQuery(modelsQuery);
  if (isError || models.isError) return <Alert kind="warning" title={m.load_failed_text()} />;
  if (data === undefined || models.data === undefined) return null;
  const shown = data.needs.map((need) => ({ ...need, districts: need.districts.filter(({ ags }) => district === null || ags === district) })).filter(({ districts }) => districts.length > 0);
  if (shown.length === 0) return null;
  return (
    <Section id="model-needs" title={m.model_needs_title()}>
      {shown.map((need) => (
        <div key={need.need} className="kern-body models__need">
          <p>
            {gapWords(need, district)} → {solvesWords(need)}
          </p>
          <Found need={need} models={models.data} />
        </div>
      ))}
      <p className="kern-body kern-body--small muted">{data.year === null ? m.model_needs_basis({ day: toDay(data.weekend) }) : m.model_needs_basis_year({ day: toDay(data.weekend), year: data.year })}</p>
    </Section>
  );
}
