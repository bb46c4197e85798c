import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { toDateTime } from '../../shared/time/format';
import type { Catalogue, Report } from './turnaround-queries';
import { inWords } from './turnaround-words';

/** How old the figures are and why some are hidden; on every page that shows any. */
export function DataNote({ catalogue, report }: { readonly catalogue: Catalogue; readonly report: Report | undefined }) {
  return (
    <aside className="turnaround__note kern-body kern-body--small" aria-label={m.turnaround_note()}>
      {report === undefined ? null : <p>{m.turnaround_published({ at: toDateTime(report.publishedAt) })}</p>}
      <p>{inWords(catalogue.lag)}</p>
      <p>{inWords(catalogue.rule)}</p>
      <p>
        <Link to="/coordination/reports" className="kern-link kern-link--no-visited-state">
          {m.turnaround_all_definitions()}
        </Link>
      </p>
    </aside>
  );
}
