import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { AudienceKind } from './shared/session/for-audience';

// Nothing but the addresses is known at first: the frame, its session and what it reads come beside the page that was asked for.
const NotFoundPage = lazy(() => import('./shared/session/not-found-page').then((file) => ({ default: file.NotFoundPage })));
const forAudience = (...kinds: readonly AudienceKind[]) =>
  lazyRouteComponent(() => import('./shared/session/for-audience').then((file) => ({ Audience: file.forAudience(...kinds) })), 'Audience');

const root = createRootRoute({
  component: lazyRouteComponent(() => import('./frame'), 'Frame'),
  notFoundComponent: () => (
    <Suspense>
      <NotFoundPage />
    </Suspense>
  ),
});
const home = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./shared/session/home-redirect'), 'HomeRedirect') });
const notifications = createRoute({
  getParentRoute: () => root,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./shared/live/notifications-page'), 'NotificationsPage'),
});
const due = createRoute({ getParentRoute: () => root, path: '/due', component: forAudience('police_authority', 'centre') });
const duePage = createRoute({ getParentRoute: () => due, path: '/', component: lazyRouteComponent(() => import('./shared/due/due-page'), 'DuePage') });
const duty = createRoute({ getParentRoute: () => root, path: '/duty', component: lazyRouteComponent(() => import('./shared/duty/duty-page'), 'DutyPage') });

const programmes = () => import('./coordinator/office/programmes/programme-pages');
const expelledPages = () => import('./shared/expelled/expelled-pages');
const ofBoth = createRoute({ getParentRoute: () => root, id: 'of-both', component: forAudience('police_authority', 'facilitator') });
const expelled = [
  createRoute({ getParentRoute: () => ofBoth, path: '/expelled', component: lazyRouteComponent(expelledPages, 'ExpelledListPage') }),
  createRoute({ getParentRoute: () => ofBoth, path: '/expelled/new', component: lazyRouteComponent(expelledPages, 'NewExpelledPage') }),
  createRoute({ getParentRoute: () => ofBoth, path: '/expelled/new/$referral', component: lazyRouteComponent(expelledPages, 'NewExpelledPage') }),
  createRoute({ getParentRoute: () => ofBoth, path: '/expelled/$expelled', component: lazyRouteComponent(expelledPages, 'ExpelledPage') }),
] as const;

const police = createRoute({ getParentRoute: () => root, path: '/police', component: forAudience('police_authority') });
const policePages = [
  createRoute({ getParentRoute: () => police, path: '/', component: lazyRouteComponent(() => import('./police/start/start-page'), 'StartPage') }),
  createRoute({ getParentRoute: () => police, path: '/new', component: lazyRouteComponent(() => import('./police/report/report-page'), 'ReportPage') }),
  createRoute({
    getParentRoute: () => police,
    path: '/referrals/$id',
    component: lazyRouteComponent(() => import('./police/referral/police-referral-page'), 'PoliceReferralPage'),
  }),
  createRoute({
    getParentRoute: () => police,
    path: '/referrals/$id/receipt',
    component: lazyRouteComponent(() => import('./police/receipt/receipt-page'), 'ReceiptPage'),
  }),
  createRoute({ getParentRoute: () => police, path: '/court-districts', component: lazyRouteComponent(programmes, 'CourtDistrictsPage') }),
] as const;

const centre = createRoute({ getParentRoute: () => root, path: '/centre', component: forAudience('centre') });
const desk = createRoute({ getParentRoute: () => centre, id: 'desk', component: lazyRouteComponent(() => import('./centre/desk/desk-page'), 'DeskPage') });
const deskPages = [
  createRoute({ getParentRoute: () => desk, path: '/', component: lazyRouteComponent(() => import('./centre/desk/nothing-open'), 'NothingOpen') }),
  createRoute({ getParentRoute: () => desk, path: '/referrals/$id', component: lazyRouteComponent(() => import('./centre/case/case-page'), 'CasePage') }),
] as const;

const ownCentre = createRoute({ getParentRoute: () => centre, path: '/own', component: lazyRouteComponent(() => import('./centre/own/own-centre-page'), 'OwnCentrePage') });

const places = () => import('./shared/places/places-pages');
const ownPlaces = createRoute({ getParentRoute: () => centre, path: '/places', component: lazyRouteComponent(places, 'OwnPlacesPage') });

const coordination = createRoute({ getParentRoute: () => root, path: '/coordination', component: forAudience('local_network', 'state_office') });
const figures = () => import('./coordinator/turnaround/figures-page');
const lists = () => import('./coordinator/turnaround/lists-page');
const ownTurnaround = createRoute({ getParentRoute: () => root, path: '/own-turnaround', component: forAudience('police_authority', 'centre') });
const ownTurnaroundPage = createRoute({ getParentRoute: () => ownTurnaround, path: '/', component: lazyRouteComponent(lists, 'OwnTurnaroundPage') });
const ownWhatIfPage = createRoute({ getParentRoute: () => ownTurnaround, path: '/what-if', component: lazyRouteComponent(figures, 'OwnWhatIfPage') });
const coordinationPages = [
  createRoute({ getParentRoute: () => coordination, path: '/turnaround', component: lazyRouteComponent(figures, 'TurnaroundPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/turnaround/$region', component: lazyRouteComponent(figures, 'RegionPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/paths', component: lazyRouteComponent(figures, 'PathsPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/stalled', component: lazyRouteComponent(lists, 'StalledPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/bottlenecks', component: lazyRouteComponent(lists, 'BottlenecksPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/what-if', component: lazyRouteComponent(figures, 'WhatIfPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/office', component: lazyRouteComponent(() => import('./coordinator/office/office-page'), 'OfficePage') }),
  createRoute({ getParentRoute: () => coordination, path: '/office/programmes', component: lazyRouteComponent(programmes, 'ProgrammesPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/office/programmes/perpetrator-work', component: lazyRouteComponent(programmes, 'CourtDistrictsPage') }),
  createRoute({ getParentRoute: () => coordination, path: '/office/helpline', component: lazyRouteComponent(places, 'HelplinePage') }),
  createRoute({ getParentRoute: () => coordination, path: '/reports', component: lazyRouteComponent(lists, 'ReportsPage') }),
  createRoute({
    getParentRoute: () => coordination,
    path: '/coverage',
    component: lazyRouteComponent(() => import('./coordinator/directory/map/coverage-page'), 'CoveragePage'),
  }),
] as const;

const ofProgramme = createRoute({ getParentRoute: () => root, id: 'of-programme', component: forAudience('facilitator') });
const ownProgramme = createRoute({ getParentRoute: () => ofProgramme, path: '/own-programme', component: lazyRouteComponent(programmes, 'OwnProgrammePage') });
const ofStateOffice = createRoute({ getParentRoute: () => root, id: 'state', component: forAudience('state_office') });
const plans = () => import('./coordinator/office/plan/plan-pages');
const officePages = [
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/registry/import', component: lazyRouteComponent(() => import('./coordinator/import/import-page'), 'ImportPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/mandates', component: lazyRouteComponent(plans, 'MandatesPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/programmes/yearly-figures', component: lazyRouteComponent(programmes, 'YearlyFiguresPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/programmes/portal', component: lazyRouteComponent(programmes, 'PortalPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/plan', component: lazyRouteComponent(plans, 'PlansPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/plan/review', component: lazyRouteComponent(plans, 'ReviewPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/plan/import/$plan', component: lazyRouteComponent(plans, 'PlanImportPage') }),
  createRoute({ getParentRoute: () => ofStateOffice, path: '/coordination/office/plan/$measure', component: lazyRouteComponent(plans, 'MeasurePage') }),
] as const;
const registry = createRoute({ getParentRoute: () => coordination, path: '/registry', component: forAudience('state_office') });
const reading = () => import('./coordinator/registry/registry-reading-page');
const writing = () => import('./coordinator/registry/registry-writing-page');
const organisations = () => import('./coordinator/registry/registry-organisations-page');
const registryPages = [
  createRoute({ getParentRoute: () => registry, path: '/', component: lazyRouteComponent(reading, 'CentresPage') }),
  createRoute({ getParentRoute: () => registry, path: '/centres/new', component: lazyRouteComponent(writing, 'NewCentrePage') }),
  createRoute({ getParentRoute: () => registry, path: '/centres/$centre', component: lazyRouteComponent(writing, 'CentrePage') }),
  createRoute({ getParentRoute: () => registry, path: '/authorities', component: lazyRouteComponent(organisations, 'AuthoritiesPage') }),
  createRoute({ getParentRoute: () => registry, path: '/authorities/$authority', component: lazyRouteComponent(organisations, 'AuthorityPage') }),
  createRoute({ getParentRoute: () => registry, path: '/networks/new', component: lazyRouteComponent(organisations, 'NewNetworkPage') }),
  createRoute({ getParentRoute: () => registry, path: '/networks/$network', component: lazyRouteComponent(organisations, 'NetworkPage') }),
  createRoute({ getParentRoute: () => registry, path: '/agreements', component: lazyRouteComponent(reading, 'AgreementsPage') }),
  createRoute({ getParentRoute: () => registry, path: '/agreements/$authority/$centre', component: lazyRouteComponent(writing, 'AgreementPage') }),
  createRoute({ getParentRoute: () => registry, path: '/rule-sets', component: lazyRouteComponent(writing, 'RuleSetsPage') }),
  createRoute({ getParentRoute: () => registry, path: '/calendar', component: lazyRouteComponent(writing, 'CalendarPage') }),
  createRoute({ getParentRoute: () => registry, path: '/proposals', component: lazyRouteComponent(reading, 'ProposalsPage') }),
  createRoute({ getParentRoute: () => registry, path: '/proposals/$proposal', component: lazyRouteComponent(reading, 'ProposalPage') }),
] as const;

// For everybody who works in a chain; what a person may do there is asked on the page.
const ofChain = createRoute({ getParentRoute: () => root, id: 'chain', component: forAudience('police_authority', 'centre', 'facilitator', 'local_network', 'state_office') });
const library = () => import('./coordinator/office/models/models-pages');
const meetings = () => import('./shared/exchange/exchange-pages');
const chainPages = [
  createRoute({ getParentRoute: () => ofChain, path: '/models', component: lazyRouteComponent(library, 'ModelsPage') }),
  createRoute({ getParentRoute: () => ofChain, path: '/models/$model', component: lazyRouteComponent(library, 'ModelPage') }),
  createRoute({ getParentRoute: () => ofChain, path: '/places', component: lazyRouteComponent(places, 'PlacesPage') }),
  createRoute({ getParentRoute: () => ofChain, path: '/exchange', component: lazyRouteComponent(meetings, 'ExchangePage') }),
  createRoute({ getParentRoute: () => ofChain, path: '/exchange/$meeting', component: lazyRouteComponent(meetings, 'MeetingPage') }),
] as const;

const operation = createRoute({ getParentRoute: () => root, path: '/operation', component: forAudience('operator') });
const operationPages = [
  createRoute({ getParentRoute: () => operation, path: '/', component: lazyRouteComponent(() => import('./admin/operations/operations-page'), 'OperationsPage') }),
  createRoute({ getParentRoute: () => operation, path: '/audit', component: lazyRouteComponent(() => import('./admin/audit/audit-page'), 'AuditPage') }),
] as const;

/** Every page of the app; each page is loaded when it is first opened. No page keeps anything in the address but opaque ids. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    notifications,
    due.addChildren([duePage]),
    duty,
    ownTurnaround.addChildren([ownTurnaroundPage, ownWhatIfPage]),
    ofBoth.addChildren(expelled),
    police.addChildren(policePages),
    ofProgramme.addChildren([ownProgramme]),
    centre.addChildren([desk.addChildren(deskPages), ownCentre, ownPlaces]),
    ofStateOffice.addChildren(officePages),
    coordination.addChildren([...coordinationPages, registry.addChildren(registryPages)]),
    ofChain.addChildren(chainPages),
    operation.addChildren(operationPages),
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
