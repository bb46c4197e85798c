import { m } from '../../generated/messages/messages.js';
import { ChartFrame } from '../../shared/charts/chart-frame';
import { toShare } from '../../shared/charts/chart-words';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { toNumber } from '../../shared/time/format';
import { longestWait } from './path-waits';
import { isOpen, pathName, stepName, waitsInWords, waitWords } from './path-words';
import type { Path, PathsReport } from './paths-queries';

const [WIDTH, HEIGHT] = [240, 12];

/** The paths, the most travelled first: each with its steps, how long referrals stood before each, and how many took it. */
export function PathList({ report: { paths, referrals, others } }: { readonly report: PathsReport }) {
  const share = (count: number): string => toShare(count / (referrals ?? count));
  const columns: readonly Column<Path>[] = [
    { key: 'path', header: m.paths_path(), rowHeader: true, cell: pathName },
    { key: 'count', header: m.chart_count(), numeric: true, cell: (path) => toNumber(path.referrals) },
    { key: 'share', header: m.chart_share(), numeric: true, cell: (path) => share(path.referrals) },
    { key: 'waits', header: m.paths_waits(), cell: waitsInWords },
  ];
  const table = <DataTable caption={m.paths_list()} columns={columns} rows={paths} keyOf={({ steps }) => steps.join(' ')} />;
  return (
    <ChartFrame title={m.paths_list()} finding={m.paths_how()} table={table}>
      <ol className="paths" aria-label={m.paths_list()}>
        {paths.map((path, index) => (
          <li key={path.steps.join(' ')} className="path">
            <Count number={index + 1} count={path.referrals} share={share(path.referrals)} of={path.referrals / (referrals ?? path.referrals)} />
            <Steps path={path} />
          </li>
        ))}
      </ol>
      {others === null || others === 0 ? null : <p className="kern-body muted">{m.paths_others({ n: toNumber(others), share: share(others) })}</p>}
    </ChartFrame>
  );
}

function Count({ number, count, share, of }: { readonly number: number; readonly count: number; readonly share: string; readonly of: number }) {
  return (
    <div className="path__count">
      <strong>{m.paths_number({ number })}</strong>
      <span className="path__share">{m.chart_count_share({ count: toNumber(count), share })}</span>
      <svg className="path__bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false" preserveAspectRatio="none">
        <rect className="chart-track" width={WIDTH} height={HEIGHT} />
        <rect className="chart-bar" width={Math.min(1, of) * WIDTH} height={HEIGHT} />
      </svg>
    </div>
  );
}

function Steps({ path }: { readonly path: Path }) {
  const longest = longestWait(path);
  return (
    <ol className="path__steps">
      {path.steps.map((step, index) => {
        const hours = path.hours[index - 1] ?? 0;
        const isLongest = index > 0 && step === longest?.step;
        return (
          <li key={step} className="path__step">
            {index === 0 ? null : (
              <span className={isLongest ? 'path__wait path__wait--longest' : 'path__wait'}>
                <span className="kern-sr-only">{isLongest ? m.paths_longest_here() : m.paths_after()}</span>
                <span aria-hidden="true">{isLongest ? '▲' : '→'}</span> {waitWords(hours)}
              </span>
            )}
            <span className="path__name">{stepName(step)}</span>
          </li>
        );
      })}
      {isOpen(path) ? <li className="path__step path__open">{m.paths_open()}</li> : null}
    </ol>
  );
}
