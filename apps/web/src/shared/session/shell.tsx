import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { m } from '../../generated/messages/messages.js';
import { notificationsQuery } from '../api/queries';
import type { SessionView } from '../api/views';
import { Alert } from '../kern/alert';
import { AppShell } from '../kern/app-shell';
import { Icon } from '../kern/icon';
import { Loading } from '../kern/loading';
import { ROLE_LABELS } from '../labels/role-labels';
import { labelOf } from '../labels/label-of';
import { useConnectionLost } from '../live/connection';
import { useLive } from '../live/use-live';
import { LanguageSwitch } from '../locale/language-switch';
import { useLocale } from '../locale/locale';
import { PrivacySwitch } from '../privacy/privacy-switch';
import { toTime } from '../time/format';
import { FooterLinks } from './footer-links';
import { useSession } from './session';
import { useSessionEnd } from './use-session-end';

// Apart from the frame: whoever has a session needs neither, and both bring the form library along.
const SignInPage = lazy(() => import('./sign-in-page').then((file) => ({ default: file.SignInPage })));
const SessionWarning = lazy(() => import('./session-warning').then((file) => ({ default: file.SessionWarning })));
const SessionExpiredDialog = lazy(() => import('./session-expired-dialog').then((file) => ({ default: file.SessionExpiredDialog })));

const OWN = ['/own-turnaround', m.nav_turnaround] as const;
const EXCHANGE = ['/exchange', m.exchange_title] as const;
/** Of those who lead a programme for expelled persons. */
const PROGRAMME = ['/own-programme', m.own_programme_nav] as const;
const REPORTS = ['/coordination/reports', m.nav_reports] as const;
const OFFICE = ['/coordination/office', m.nav_fields] as const;
/** Of those who work with expelled persons, in a chain of their own. */
const WORKING = [['/expelled', m.expelled_nav], ['/duty', m.nav_duty_centre], PROGRAMME, EXCHANGE] as const;
const LINKS = {
  police_authority: [
    ['/police', m.nav_police],
    ['/police/new', m.nav_new],
    ['/expelled', m.expelled_nav],
    ['/due', m.nav_due],
    ['/duty', m.nav_duty],
    OWN,
    EXCHANGE,
  ],
  centre: [
    ['/centre', m.nav_inbox],
    ['/due', m.nav_due],
    ['/duty', m.nav_duty_centre],
    ['/centre/own', m.nav_own_centre],
    OWN,
    EXCHANGE,
  ],
  local_network: [
    ['/coordination/stalled', m.nav_stalled],
    ['/coordination/turnaround', m.nav_turnaround],
    REPORTS,
    ['/coordination/coverage', m.nav_coverage],
    OFFICE,
    ['/duty', m.nav_duty],
  ],
  state_office: [
    ['/coordination/turnaround', m.nav_turnaround],
    ['/coordination/bottlenecks', m.nav_stalled],
    REPORTS,
    ['/coordination/coverage', m.nav_coverage],
    ['/coordination/registry', m.nav_registry],
    OFFICE,
  ],
  operator: [],
} as const;

function Navigation({ session }: { readonly session: SessionView }) {
  const operator = session.actor.role === 'admin' ? ([['/operation', m.nav_operations], ['/duty', m.nav_duty]] as const) : ([['/operation/audit', m.nav_audit]] as const);
  const { role } = session.actor;
  const links = session.organisation.kind === 'operator' ? operator : role.startsWith('facilitator') ? WORKING : LINKS[session.organisation.kind];
  const shown = links.filter(([to]) => (to === '/police/new' ? role !== 'police_lead' : (to !== OWN[0] && to !== EXCHANGE[0] && to !== PROGRAMME[0]) || role.endsWith('_lead')));
  return (
    <nav className="shell__nav" aria-label={m.nav_label()}>
      <ul>
        {shown.map(([to, label]) => (
          <li key={to}>
            <Link to={to} className="kern-link kern-link--no-visited-state" activeOptions={{ exact: true }}>
              {label()}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Bell() {
  const query = useQuery(notificationsQuery);
  const count = query.data?.length ?? 0;
  return (
    <Link to="/notifications" className="bell kern-link kern-link--no-visited-state" aria-label={m.bell_label({ count })}>
      <Icon name="bell" />
      <span className="bell__count" aria-hidden="true">
        {count}
      </span>
    </Link>
  );
}

function Content() {
  const { session, pending, failed } = useSession();
  if (session !== null) return <Outlet />;
  if (pending) return <Loading />;
  if (failed) return <Alert kind="warning" title={m.load_failed_text()} />;
  return (
    <Suspense fallback={<Loading />}>
      <SignInPage />
    </Suspense>
  );
}

/** The frame of every page and the guard before all of them: without a session only the sign-in page exists. */
export function Shell() {
  const { session, expired, signOut } = useSession();
  const lost = useConnectionLost();
  useLocale();
  useLive(session !== null && !expired);
  const { end, stay } = useSessionEnd(session, !expired);
  return (
    <AppShell
      nav={session === null ? null : <Navigation session={session} />}
      tools={
        <>
          {session === null ? null : <Bell />}
          {session === null ? null : <PrivacySwitch />}
          <LanguageSwitch />
          {session === null ? null : (
            <button type="button" className="link-button" onClick={() => void signOut()}>
              {m.sign_out()}
            </button>
          )}
        </>
      }
      who={session === null ? null : m.shell_who({ organisation: session.organisation.name, role: labelOf(ROLE_LABELS, session.actor.role) })}
      footer={<FooterLinks />}
      banner={lost === null ? undefined : <Alert kind="warning" title={m.connection_lost({ time: toTime(lost.toISOString()) })} />}
    >
      <Content />
      <Suspense>{expired ? <SessionExpiredDialog /> : end === null ? null : <SessionWarning endsAt={end.endsAt} last={end.last} onStay={stay} />}</Suspense>
    </AppShell>
  );
}
