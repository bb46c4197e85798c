import type { ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';
import { useCovered } from './cover';

/** Something about a person. While the privacy screen is on it is not on the page at all: a bar stands in its place. */
export function Personal({ children }: { readonly children: ReactNode }) {
  if (!useCovered()) return <span data-personal="">{children}</span>;
  return <span className="covered">{m.privacy_covered()}</span>;
}
