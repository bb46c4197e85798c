import { m } from '../../../generated/messages/messages.js';
import { Badge } from '../../../shared/kern/badge';
import type { CoverageAuthority, MunicipalityCoverage } from './coverage-queries';
import { STATE_LABELS, stateOf } from './coverage-words';
import { worstFirst } from './municipality-list';

interface Area {
  readonly authority: CoverageAuthority;
  /** Its municipalities, the worst first. */
  readonly places: readonly MunicipalityCoverage[];
  readonly uncovered: number;
}

/** Who has most without cover first, then by name. */
function areasOf(authorities: readonly CoverageAuthority[], rows: readonly MunicipalityCoverage[]): readonly Area[] {
  const found = new Map(rows.map((row) => [row.ags, row]));
  const areas = authorities.map((authority): Area => {
    const places = authority.municipalities.flatMap((ags) => found.get(ags) ?? []).sort(worstFirst);
    return { authority, places, uncovered: places.filter(({ open }) => open === 0).length };
  });
  return areas.sort((a, b) => b.uncovered - a.uncovered || a.authority.name.localeCompare(b.authority.name, 'de'));
}

export interface AuthorityListProps {
  readonly authorities: readonly CoverageAuthority[];
  readonly rows: readonly MunicipalityCoverage[];
  /** Id of the authority whose municipalities are open here, and whose outline stands out on the map. */
  readonly opened: string | null;
  readonly onOpen: (id: string | null) => void;
}

/** The police authorities with how many of their municipalities nobody covers; each opens all of them in words, and stands out on the map. */
export function AuthorityList({ authorities, rows, opened, onOpen }: AuthorityListProps) {
  return (
    <ul className="coverage__list" aria-label={m.coverage_layer_authorities()}>
      {areasOf(authorities, rows).map(({ authority: { id, name }, places, uncovered }) => (
        <li key={id}>
          <button type="button" className="coverage__item" aria-expanded={id === opened} onClick={() => onOpen(id === opened ? null : id)}>
            <span className="coverage__place">
              {name} <span className="muted">{m.registry_municipalities({ count: places.length })}</span>
            </span>
            {uncovered === 0 ? <Badge kind="success">{m.coverage_authority_covered()}</Badge> : <Badge kind="warning">{m.coverage_authority_uncovered({ count: uncovered })}</Badge>}
          </button>
          {id === opened ? (
            <ul className="coverage__candidates plain-list kern-body">
              {places.map((row) => (
                <li key={row.ags}>
                  {row.name}: {STATE_LABELS[stateOf(row)]()}
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
