import type { ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';

export interface AppShellProps {
  readonly nav: ReactNode;
  readonly tools: ReactNode;
  /** Organisation and role, in words. */
  readonly who: string | null;
  readonly banner?: ReactNode;
  /** Ways out of the app, below its name. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** Header, navigation, main part and footer around every page, with a way to skip to the main part. */
export function AppShell({ nav, tools, who, banner, footer, children }: AppShellProps) {
  return (
    <div className="shell">
      <a className="skip-link kern-link" href="#main">
        {m.shell_skip()}
      </a>
      <header className="shell__header">
        <div className="shell__bar kern-body">
          <span className="shell__product">{m.product()}</span>
          {nav}
          <div className="shell__tools">{tools}</div>
        </div>
        {who === null ? null : (
          <div className="shell__who">
            <p className="kern-body">{who}</p>
          </div>
        )}
      </header>
      {banner === undefined ? null : <div className="shell__banner">{banner}</div>}
      <main className="shell__main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="shell__footer kern-body kern-body--small muted">
        <p>{m.shell_footer()}</p>
        {footer}
      </footer>
    </div>
  );
}
