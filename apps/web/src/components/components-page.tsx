import { useState } from 'react';
import { m } from '../generated/messages/messages.js';
import { AnnouncerProvider } from '../shared/kern/announcer';
import { AppShell } from '../shared/kern/app-shell';
import { Button } from '../shared/kern/button';
import { Dialog } from '../shared/kern/dialog';
import { PageTitle } from '../shared/kern/page-title';
import { LanguageSwitch } from '../shared/locale/language-switch';
import { localised } from '../shared/locale/locale';
import { Controls } from './controls';
import { Fields } from './fields';
import { Records } from './records';

/**
 * Every component of the app in every state it can be in: empty, filled, wrong, switched off, on its way, and with more words than
 * anybody planned for. For whoever builds pages, and for the checks; no part of the app that is delivered. Its words are those of the
 * catalogue, so it speaks both languages.
 */
export const ComponentsPage = localised(function ComponentsPage() {
  const [asks, setAsks] = useState(false);
  return (
    <AnnouncerProvider>
      <AppShell
        nav={
          <nav className="shell__nav" aria-label={m.nav_label()}>
            <ul>
              <li>
                <a className="kern-link kern-link--no-visited-state" href="#fields" aria-current="page">
                  {m.nav_inbox()}
                </a>
              </li>
              <li>
                <a className="kern-link kern-link--no-visited-state" href="#records">
                  {m.nav_due()}
                </a>
              </li>
            </ul>
          </nav>
        }
        tools={<LanguageSwitch />}
        who={m.shell_who({ organisation: m.ask_centre(), role: m.role_counsellor() })}
      >
        <div className="page">
          <PageTitle>{m.product()}</PageTitle>
          <Fields />
          <Controls />
          <Records />
          <div>
            <Button onClick={() => setAsks(true)}>{m.action_cancel()} …</Button>
          </div>
          {asks ? (
            <Dialog title={m.ask_decline_reason()} onClose={() => setAsks(false)}>
              <p className="kern-body">{m.note_decline()}</p>
              <div className="form__actions">
                <Button look="primary" onClick={() => setAsks(false)}>
                  {m.event_decline()}
                </Button>
                <Button onClick={() => setAsks(false)}>{m.action_cancel()}</Button>
              </div>
            </Dialog>
          ) : null}
        </div>
      </AppShell>
    </AnnouncerProvider>
  );
});
