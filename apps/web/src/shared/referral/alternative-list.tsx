import { m } from '../../generated/messages/messages.js';
import type { WayOut } from '../api/http';

/** Whom to telephone where nobody can be proposed: the nearest centres with number and distance. */
export function AlternativeList({ alternatives }: Pick<WayOut, 'alternatives'>) {
  if (alternatives.length === 0) return null;
  return (
    <>
      <p>{m.report_alternatives()}</p>
      <ul>
        {alternatives.map(({ centre, kilometres, phone }) => (
          <li key={centre.id}>
            {[centre.name, phone, kilometres === null ? null : m.report_alternative_distance({ kilometres })].filter((part) => part !== null).join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}
