import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Numbers } from '../../coordinator/turnaround/numbers';
import { TurnaroundStates } from '../../coordinator/turnaround/turnaround-states';
import { periodName } from '../../coordinator/turnaround/turnaround-words';
import { useTurnaround } from '../../coordinator/turnaround/use-turnaround';

/** The published figures of a district, with which its round table opens; what is hidden there is hidden here. */
export function DistrictFigures({ ags }: { readonly ags: string }) {
  const turnaround = useTurnaround();
  const { catalogue, choice, report } = turnaround;
  const region = report?.regions.find(({ key }) => key === ags);
  return (
    <>
      <TurnaroundStates turnaround={turnaround} />
      {catalogue === undefined || report === undefined || choice === null ? null : region === undefined ? (
        <p className="kern-body">{m.exchange_figures_none()}</p>
      ) : (
        <>
          <p className="kern-body muted">{periodName(choice.period)}</p>
          <Numbers catalogue={catalogue} report={report} region={region} />
        </>
      )}
      <p className="kern-body">
        <Link to="/coordination/turnaround/$region" params={{ region: ags }} className="kern-link kern-link--no-visited-state">{m.exchange_figures_all()}</Link>
      </p>
    </>
  );
}
