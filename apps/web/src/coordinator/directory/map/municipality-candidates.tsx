import { useQuery } from '@tanstack/react-query';
import { m } from '../../../generated/messages/messages.js';
import { Alert } from '../../../shared/kern/alert';
import { Loading } from '../../../shared/kern/loading';
import { labelOf } from '../../../shared/labels/label-of';
import { CANDIDATE_LABELS, EXCLUSION_LABELS } from '../../../shared/labels/routing-labels';
import { AlternativeList } from '../../../shared/referral/alternative-list';
import { toShortDateTime } from '../../../shared/time/format';
import { municipalityCandidatesQuery, type CoverageQuestion, type MunicipalityCandidates as Answer } from './coverage-queries';

/** The routing says "open now" of the instant that was asked about; here that is seldom now. */
const REASONS: Readonly<Record<string, () => string>> = { ...CANDIDATE_LABELS, open_now: m.coverage_open_then };

const joined = (labels: Readonly<Record<string, () => string>>, codes: readonly string[]): string => codes.map((code) => labelOf(labels, code)).join(' · ');

/** Whom a referral of this municipality would go to at that hour, in which order and why, and who gets the alarm when it goes to nobody. */
export function MunicipalityCandidates({ ags, question }: { readonly ags: string; readonly question: CoverageQuestion }) {
  const { data, isError, isPending } = useQuery(municipalityCandidatesQuery(ags, question));
  return (
    <div className="coverage__candidates kern-body">
      {isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending ? <Loading /> : null}
      {data === undefined ? null : <Candidates answer={data} />}
    </div>
  );
}

function Candidates({ answer: { candidates, excluded, alternatives, owner, hotline, policeAuthority } }: { readonly answer: Answer }) {
  return (
    <>
      {owner === null ? null : <p>{m.coverage_alarm({ owner: owner.name })}</p>}
      {candidates.length === 0 ? null : (
        <ol className="plain-list">
          {candidates.map(({ centre, reasons, openNow, opensAt }) => (
            <li key={centre.id}>
              <strong>{centre.name}</strong>
              <br />
              {joined(REASONS, reasons)}
              {openNow || opensAt === null ? '' : ` (${toShortDateTime(opensAt)})`}
            </li>
          ))}
        </ol>
      )}
      <AlternativeList alternatives={alternatives} />
      {excluded.length === 0 ? null : (
        <>
          <p>{m.coverage_excluded()}</p>
          <ul className="plain-list">
            {excluded.map(({ centre, reasons }) => (
              <li key={centre.id}>
                {centre.name}: {joined(EXCLUSION_LABELS, reasons)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">
        {candidates.some(({ openNow }) => openNow) ? '' : `${m.coverage_hotline({ hotline })} `}
        {m.coverage_authority({ authority: policeAuthority.name })}
      </p>
    </>
  );
}
