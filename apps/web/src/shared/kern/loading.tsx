import { m } from '../../generated/messages/messages.js';

/** While something is on its way; said, not only shown. */
export function Loading() {
  return (
    <p className="loading kern-body muted" role="status">
      {m.loading()}
    </p>
  );
}
