import { useEffect, useRef } from 'react';
import type { FieldErrors } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { idOf } from './field-frame';
import { Icon } from './icon';

export interface SummaryEntry {
  readonly name: string;
  readonly message: string;
}

/** The errors of a form as a flat list, in the order of the fields on the page. */
export function toEntries(errors: FieldErrors): readonly SummaryEntry[] {
  const entries: SummaryEntry[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { message, type } = node as { message?: unknown; type?: unknown };
    if (typeof message === 'string' && type !== undefined) return void entries.push({ name: path, message });
    for (const [key, value] of Object.entries(node)) if (key !== 'ref') walk(value, path === '' ? key : `${path}.${key}`);
  };
  walk(errors, '');
  return entries.sort((a, b) => positionOf(a.name) - positionOf(b.name));
}

function positionOf(name: string): number {
  const element = document.getElementById(idOf(name));
  return element === null ? Number.MAX_SAFE_INTEGER : element.getBoundingClientRect().top;
}

/** All that keeps a form from being sent, with a link to each field. Takes the focus with every new attempt to send. */
export function ErrorSummary({ entries, attempt }: { readonly entries: readonly SummaryEntry[]; readonly attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0 && entries.length > 0) box.current?.focus();
    // Tied to the attempt alone: a field corrected meanwhile must not move the focus.
  }, [attempt]);
  if (entries.length === 0) return null;
  return (
    <div ref={box} className="kern-alert kern-alert--danger" role="group" aria-labelledby="error-summary-title" tabIndex={-1}>
      <div className="kern-alert__header">
        <Icon name="danger" />
        <h2 className="kern-title" id="error-summary-title">
          {m.error_summary_title({ count: entries.length })}
        </h2>
      </div>
      <div className="kern-alert__body">
        {entries.map((entry) => (
          <a
            key={entry.name}
            className="kern-link kern-link--no-visited-state"
            href={`#${idOf(entry.name)}`}
            onClick={(event) => {
              event.preventDefault();
              focusField(entry.name);
            }}
          >
            {entry.message}
          </a>
        ))}
      </div>
    </div>
  );
}

function focusField(name: string): void {
  const element = document.getElementById(idOf(name));
  const control = element?.tagName === 'FIELDSET' ? (element.querySelector<HTMLElement>('input, select, textarea') ?? element) : element;
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}
