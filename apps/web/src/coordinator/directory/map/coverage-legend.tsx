import { m } from '../../../generated/messages/messages.js';
import { toNumber } from '../../../shared/time/format';
import { fillOf } from './coverage-map';
import type { MunicipalityCoverage } from './coverage-queries';
import { COVERAGE_STATES, STATE_LABELS, stateOf } from './coverage-words';

/** What each way to fill means, and how many municipalities are filled so. */
export function CoverageLegend({ rows }: { readonly rows: readonly MunicipalityCoverage[] }) {
  return (
    <ul className="coverage__legend kern-body" aria-label={m.coverage_legend()}>
      {COVERAGE_STATES.map((state) => (
        <li key={state}>
          <svg viewBox="0 0 28 20" aria-hidden="true" focusable="false">
            <rect className="map-swatch" x="0.5" y="0.5" width="27" height="19" fill={fillOf(state)} />
          </svg>
          {STATE_LABELS[state]()}: {toNumber(rows.filter((row) => stateOf(row) === state).length)}
        </li>
      ))}
    </ul>
  );
}
