export interface TimelineEntry {
  readonly key: string;
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly dateTime: string;
  readonly details?: readonly string[];
}

/** What happened, newest first, in words. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline kern-body">
      {entries.map((entry) => (
        <li key={entry.key}>
          <p className="timeline__what">{entry.what}</p>
          {entry.details?.map((detail) => (
            <p key={detail} className="timeline__detail">
              {detail}
            </p>
          ))}
          <p className="timeline__detail muted">
            <time dateTime={entry.dateTime}>{entry.when}</time> · {entry.who}
          </p>
        </li>
      ))}
    </ol>
  );
}
