import { m } from '../../generated/messages/messages.js';
import { PageTitle } from '../../shared/kern/page-title';

/** The heading of the list: the page's own while nothing is open, below the open referral's otherwise. */
export function DeskHeading({ first, fresh }: { readonly first: boolean; readonly fresh: number }) {
  if (!first) {
    return (
      <h2 className="kern-heading-medium" id="desk-inbox">
        {m.inbox_title()}
      </h2>
    );
  }
  return (
    <div id="desk-inbox">
      <PageTitle windowTitle={fresh === 0 ? m.inbox_title() : `(${fresh}) ${m.inbox_title()}`}>{m.inbox_title()}</PageTitle>
    </div>
  );
}
