import { m } from '../../generated/messages/messages.js';
import { Button } from '../kern/button';
import { Dialog } from '../kern/dialog';
import { useSession } from './session';
import { SignInForm } from './sign-in.form';

/** Asks to sign in again without leaving the page: what was typed below stays. */
export function SessionExpiredDialog() {
  const { signOut } = useSession();
  return (
    <Dialog title={m.session_expired_title()}>
      <p className="kern-body">{m.session_expired_text()}</p>
      <SignInForm />
      <Button look="tertiary" onClick={() => void signOut()}>
        {m.session_expired_leave()}
      </Button>
    </Dialog>
  );
}
