import { m } from '../../../generated/messages/messages.js';
import { useLater } from '../../../shared/later/use-later';

const load = () => import('../../turnaround/lists-page');

/** The Land's figures of the linked indicators; they come after the page. */
export function LinkedIndicators({ ids }: { readonly ids: readonly string[] }) {
  const lists = useLater(load);
  if (ids.length === 0) return <p className="kern-body">{m.plan_no_indicators()}</p>;
  return lists === null ? <p className="kern-body muted">{m.plan_figures_waiting()}</p> : <lists.IndicatorFigures ids={ids} />;
}
