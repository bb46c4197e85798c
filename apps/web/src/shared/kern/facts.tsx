import type { ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values side by side; on a phone one below the other. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="kern-description-list">
      {facts.map((fact) => (
        <div key={fact.name} className="kern-description-list-item">
          <dt className="kern-description-list-item__key">{fact.name}</dt>
          <dd className="kern-description-list-item__value">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
