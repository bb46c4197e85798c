import { m } from '../../generated/messages/messages.js';
import { PageTitle } from '../kern/page-title';
import { SignInForm } from './sign-in.form';

/** The only page without a session. */
export function SignInPage() {
  return (
    <div className="page page--narrow">
      <PageTitle>{m.sign_in_title()}</PageTitle>
      <p className="page__lead kern-body">{m.sign_in_lead()}</p>
      <SignInForm />
    </div>
  );
}
