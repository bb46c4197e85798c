import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { ApiProblem } from '../api/http';
import { Alert } from '../kern/alert';
import { Button } from '../kern/button';
import { ErrorSummary, toEntries } from '../kern/error-summary';
import { TextField } from '../kern/field';
import { useSession } from './session';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Says the same for an unknown address and a wrong password, so that nobody learns who has an account. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return m.sign_in_no_connection();
  return error.status === 429 ? m.sign_in_too_often() : m.sign_in_refused();
}

/** Asks for e-mail address and password. A refusal keeps what was typed. */
export function SignInForm({ email = '' }: { readonly email?: string }) {
  const { signIn } = useSession();
  const [refusal, setRefusal] = useState<{ readonly text: string; readonly attempt: number } | null>(null);
  const { register, handleSubmit, formState } = useForm<Credentials>({ defaultValues: { email, password: '' }, shouldFocusError: false, reValidateMode: 'onSubmit' });
  const submit = handleSubmit(async (credentials) => {
    setRefusal(null);
    try {
      await signIn(credentials);
    } catch (error) {
      setRefusal((before) => ({ text: sentenceOf(error), attempt: (before?.attempt ?? 0) + 1 }));
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary entries={toEntries(formState.errors)} attempt={formState.submitCount} />
      {refusal === null ? null : <Alert key={refusal.attempt} kind="danger" title={refusal.text} takesFocus />}
      <TextField
        {...register('email', { required: m.sign_in_email_missing() })}
        label={m.sign_in_email()}
        error={formState.errors.email?.message}
        type="email"
        autoComplete="username"
        spellCheck={false}
      />
      <TextField
        {...register('password', { required: m.sign_in_password_missing() })}
        label={m.sign_in_password()}
        error={formState.errors.password?.message}
        type="password"
        autoComplete="current-password"
      />
      <div className="form__actions">
        <Button look="primary" type="submit" disabled={formState.isSubmitting}>
          {m.sign_in_submit()}
        </Button>
      </div>
    </form>
  );
}
