import { Link } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { PageTitle } from '../kern/page-title';
import { localised } from '../locale/locale';

/** An address without a page, or a page of another role: both look the same. */
export const NotFoundPage = localised(function NotFoundPage() {
  return (
    <div className="page page--narrow">
      <PageTitle>{m.page_unknown_title()}</PageTitle>
      <p className="kern-body">{m.page_unknown_text()}</p>
      <Link to="/" className="kern-link kern-link--no-visited-state">
        {m.page_unknown_home()}
      </Link>
    </div>
  );
});
