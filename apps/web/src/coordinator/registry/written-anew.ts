import { useEffect, useState } from 'react';
import type { Proposal } from './registry-queries';

// In memory of the tab, from the link on the proposal to the form that opens.
let asked: Proposal | null = null;

/** The next form of the entry begins with this proposal. */
export function writeAnew(proposal: Proposal): void {
  asked = proposal;
}

/** The proposal that shall be written anew on what holds now; null: none. Asked for once, it is forgotten. */
export function useWrittenAnew(): Proposal | null {
  const [proposal] = useState(asked);
  useEffect(() => {
    asked = null;
  }, []);
  return proposal;
}
