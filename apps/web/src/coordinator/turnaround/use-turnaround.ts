import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { choiceOf } from './periods';
import { catalogueQuery, reportQuery, type Catalogue, type Choice, type Report } from './turnaround-queries';

/** What somebody wanted to see, from page to page. In the memory of the tab: addresses carry no choices. */
let wantedBefore: Choice | null = null;

const NOTHING: Choice = { period: '', asOf: '' };

export interface Turnaround {
  readonly catalogue: Catalogue | undefined;
  readonly choice: Choice | null;
  readonly report: Report | undefined;
  readonly failed: boolean;
  /** Another report is on its way, and the one before is still shown. */
  readonly busy: boolean;
  /** Nothing can be shown yet. */
  readonly pending: boolean;
  readonly choose: (choice: Choice) => void;
}

/** The catalogue, what is looked at, and its report. */
export function useTurnaround(): Turnaround {
  const [wanted, setWanted] = useState(wantedBefore);
  const catalogue = useQuery(catalogueQuery);
  const choice = catalogue.data === undefined ? null : choiceOf(catalogue.data, wanted);
  // While another period is on its way, the one before stays: whoever listens hears the new finding, and nothing jumps.
  const report = useQuery({ ...reportQuery(choice ?? NOTHING), enabled: choice !== null, placeholderData: keepPreviousData });
  return {
    catalogue: catalogue.data,
    choice,
    report: choice === null ? undefined : report.data,
    failed: catalogue.isError || report.isError,
    busy: report.isPlaceholderData,
    pending: catalogue.isPending || (choice !== null && report.isPending),
    choose: (next) => {
      wantedBefore = next;
      setWanted(next);
    },
  };
}
