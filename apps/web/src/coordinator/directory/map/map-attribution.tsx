import { m } from '../../../generated/messages/messages.js';

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
