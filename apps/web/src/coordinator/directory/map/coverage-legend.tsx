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

/** Whose data the map is drawn from, as its licence demands. */
export function MapAttribution() {
  return (
    <p className="coverage__attribution kern-body kern-body--small muted">
      {m.coverage_map_data()}{' '}
      <a className="kern-link kern-link--no-visited-state" href="http://www.bkg.bund.de" rel="noopener noreferrer">
        © GeoBasis-DE / BKG 2021 (Daten verändert)
      </a>
      , {m.coverage_map_licence()}{' '}
      <a className="kern-link kern-link--no-visited-state" href="https://www.govdata.de/dl-de/by-2-0" rel="noopener noreferrer license">
        dl-de/by-2-0
      </a>
    </p>
  );
}
