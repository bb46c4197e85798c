import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { fromLocalInput } from '../../shared/time/berlin';
import { toShortDateTime } from '../../shared/time/format';
import { duplicatesQuery, type DeploymentHint } from '../report-queries';
import type { ReportValues } from './report-values';

/** Typing has paused for so long before a number is compared. */
const PAUSE_MS = 600;

function useHint(): DeploymentHint {
  const { watch } = useFormContext<ReportValues>();
  const [reference, municipality, occurredAt] = watch(['policeReference', 'municipality', 'occurredAt']);
  const now: DeploymentHint = {
    policeReference: reference.trim().length < 4 ? null : reference.trim().slice(0, 60),
    ags: municipality?.ags ?? null,
    occurredAt: municipality === null ? null : (fromLocalInput(occurredAt)?.toISOString() ?? null),
  };
  const text = JSON.stringify(now);
  const [settled, setSettled] = useState<DeploymentHint>({ policeReference: null, ags: null, occurredAt: null });
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as DeploymentHint), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Points to an earlier report on what may be the same deployment; it never keeps anybody from sending. */
export function DuplicateHint() {
  const hint = useHint();
  const { data = [] } = useQuery({ ...duplicatesQuery(hint), enabled: hint.policeReference !== null || hint.ags !== null });
  if (data.length === 0) return null;
  return (
    <Alert kind="info" title={m.report_duplicate()}>
      <ul>
        {data.map((found) => (
          <li key={found.id}>
            <Link to="/police/referrals/$id" params={{ id: found.id }} className="kern-link kern-link--no-visited-state">
              {(found.sameBy === 'reference' ? m.report_duplicate_reference : m.report_duplicate_place)({ reference: found.reference, at: toShortDateTime(found.reportedAt) })}
            </Link>
          </li>
        ))}
      </ul>
      <p>{m.report_duplicate_text()}</p>
    </Alert>
  );
}
