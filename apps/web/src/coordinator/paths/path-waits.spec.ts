import { longestOf, longestWait } from './path-waits';
import type { Path } from './paths-queries';

const path = (steps: Path['steps'], hours: readonly number[]): Path => ({ steps, hours, referrals: 10 }) as Path;

describe('the longest wait of a path', () => {
  test('is told with the step it comes before', () => {
    expect(longestWait(path(['submitted', 'answered', 'attempted', 'reached', 'ended_supported'], [5, 7, 20, 470]))).toEqual({ step: 'reached', hours: 20 });
  });

  test('is none where nothing comes but the end: being counselled is no waiting', () => {
    expect(longestWait(path(['submitted', 'ended_consent_withdrawn'], [200]))).toBeNull();
    expect(longestWait(path(['submitted'], []))).toBeNull();
  });

  test('is found among all paths, the first of equal ones', () => {
    const [short, long, same] = [path(['submitted', 'answered'], [5]), path(['submitted', 'declined', 'rerouted'], [3, 9]), path(['submitted', 'answered'], [9])];
    expect(longestOf([short, long, same])).toEqual({ path: long, wait: { step: 'rerouted', hours: 9 } });
    expect(longestOf([])).toBeNull();
  });
});
