import { useQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { candidatesQuery } from '../../shared/api/queries';
import { Alert } from '../../shared/kern/alert';
import { Loading } from '../../shared/kern/loading';
import { useLater } from '../../shared/later/use-later';
import type { ReportValues } from './report-values';

/** The candidates for what the form says now; null data until place and target group are known. */
export function useCandidates() {
  const { watch } = useFormContext<ReportValues>();
  const [municipality, targetGroup, minor, language, explainedIn] = watch(['municipality', 'targetGroup', 'minor', 'language', 'explainedIn']);
  const known = municipality !== null && targetGroup !== '';
  const question = { ags: municipality?.ags ?? '', targetGroup, minor, language: explainedIn === '' ? language : explainedIn };
  // Another language must not take the centre from the eyes that was there a moment ago.
  return { known, ...useQuery({ ...candidatesQuery(question), enabled: known, placeholderData: (before, asked) => (asked?.queryKey[1].ags === question.ags ? before : undefined) }) };
}

/** The name of the centre that is chosen or proposed; null while there is none. */
export function useChosenCentre(): string | null {
  const { watch } = useFormContext<ReportValues>();
  const { data } = useCandidates();
  const centreId = watch('centreId');
  return data?.candidates.find((candidate) => candidate.centre.id === centreId)?.centre.name ?? null;
}

const loadChoice = () => import('./centre-choice');

/** Who will receive the report, shown as soon as place and target group are known, with whether anybody is there now. */
export function ReceivingCentre() {
  const { known, data, isError } = useCandidates();
  const choice = useLater(loadChoice);
  if (!known) return <p className="kern-body muted">{m.report_centre_later()}</p>;
  if (data !== undefined && choice !== null) return <choice.CentreChoice candidates={data} />;
  return isError ? <Alert kind="warning" title={m.load_failed_text()} /> : <Loading />;
}
