import { readFileSync } from 'node:fs';
import type { HumanRole } from '#domain';
import { PROGRAMME } from './programme.js';
import { SHELTERS } from './shelters.js';
import { CENTRES, KOELN, NETWORK, OPERATOR, POLICE, STATE_OFFICE } from './chain.js';

/** The pages of those who work on referrals, of the coordinators, and of the registry: each is looked at in a test file of its own, so that they share the machine. */
export type PageGroup = 'work' | 'coordination' | 'registry';

/** One page of the web app, who opens it, and whether it is the police's, whose controls are for a thumb. */
export interface PageRoute {
  /** As the router names it; `$id` is a referral that this person may see, `$proposal` an open proposal, `$measure` one of a plan, `$plan` its plan, `$centre`, `$authority` and `$network` those of the tests, `$model` a new one. */
  readonly path: string;
  readonly organisationId: string;
  readonly role: HumanRole;
  readonly least: 24 | 44;
  /** A name for the pictures. */
  readonly name: string;
  /** Asks the API for nothing of its own: it cannot be empty, load or fail. */
  readonly still?: boolean;
}

const police = { organisationId: POLICE.koeln, role: 'officer', least: 44 } as const;
const centre = { organisationId: CENTRES.domstadt.id, role: 'counsellor', least: 24 } as const;
const programme = { organisationId: PROGRAMME.id, role: 'facilitator', least: 24 } as const;
const state = { organisationId: STATE_OFFICE.id, role: 'state_coordinator', least: 24 } as const;

/** Which pages a page is looked at with. */
export const groupOf = ({ path }: PageRoute): PageGroup => (path.startsWith('/coordination/registry') ? 'registry' : path.startsWith('/coordination') ? 'coordination' : 'work');

/** Every page behind the sign-in. A route of the router that is missing here fails the test of the routes. */
export const PAGE_ROUTES: readonly PageRoute[] = [
  { path: '/police', name: 'police-start', ...police },
  { path: '/police/new', name: 'police-report', ...police, still: true },
  { path: '/police/referrals/$id', name: 'police-referral', ...police },
  { path: '/police/referrals/$id/receipt', name: 'police-receipt', ...police },
  { path: '/police/court-districts', name: 'police-court-districts', ...police, role: 'police_lead', least: 24 },
  { path: '/centre', name: 'centre-inbox', ...centre },
  { path: '/centre/referrals/$id', name: 'centre-referral', ...centre },
  { path: '/centre/own', name: 'own-centre', ...centre, role: 'centre_lead' },
  { path: '/due', name: 'due', ...centre },
  { path: '/duty', name: 'duty', ...centre },
  { path: '/notifications', name: 'notifications', ...centre },
  { path: '/coordination/turnaround', name: 'turnaround', organisationId: STATE_OFFICE.id, role: 'state_coordinator', least: 24 },
  { path: '/coordination/turnaround/$region', name: 'turnaround-region', ...state },
  { path: '/coordination/paths', name: 'paths', ...state },
  { path: '/coordination/bottlenecks', name: 'bottlenecks', ...state },
  { path: '/coordination/reports', name: 'reports', ...state },
  { path: '/coordination/what-if', name: 'what-if', ...state },
  { path: '/coordination/office', name: 'office', ...state },
  { path: '/coordination/office/programmes', name: 'programmes', ...state, still: true },
  { path: '/coordination/office/programmes/perpetrator-work', name: 'court-districts', ...state },
  { path: '/coordination/office/programmes/yearly-figures', name: 'yearly-figures', ...state },
  { path: '/coordination/office/programmes/portal', name: 'portal', ...state },
  { path: '/own-programme', name: 'own-programme', organisationId: PROGRAMME.id, role: 'facilitator_lead', least: 24 },
  { path: '/expelled', name: 'expelled', ...programme },
  { path: '/expelled/$expelled', name: 'expelled-referral', ...programme },
  { path: '/expelled/new', name: 'new-expelled', ...police, least: 24 },
  { path: '/expelled/new/$referral', name: 'new-expelled-of', ...police, least: 24 },
  { path: '/coordination/office/helpline', name: 'helpline', ...state },
  { path: '/places', name: 'places', ...state },
  { path: '/centre/places', name: 'own-places', organisationId: SHELTERS.rhine.id, role: 'centre_lead', least: 24 },
  { path: '/exchange', name: 'exchange', organisationId: NETWORK.id, role: 'local_coordinator', least: 24 },
  { path: '/exchange/$meeting', name: 'meeting', organisationId: NETWORK.id, role: 'local_coordinator', least: 24 },
  { path: '/own-turnaround', name: 'own-turnaround', ...centre, role: 'centre_lead' },
  { path: '/own-turnaround/what-if', name: 'own-what-if', ...centre, role: 'centre_lead' },
  { path: '/coordination/stalled', name: 'stalled', organisationId: NETWORK.id, role: 'local_coordinator', least: 24 },
  { path: '/coordination/coverage', name: 'coverage', organisationId: STATE_OFFICE.id, role: 'state_coordinator', least: 24 },
  { path: '/coordination/office/mandates', name: 'mandates', ...state },
  { path: '/coordination/office/plan', name: 'plans', ...state },
  { path: '/coordination/office/plan/review', name: 'plan-review', ...state },
  { path: '/coordination/office/plan/import/$plan', name: 'plan-import', ...state },
  { path: '/coordination/office/plan/$measure', name: 'plan-measure', ...state },
  { path: '/coordination/registry/import', name: 'registry-import', organisationId: STATE_OFFICE.id, role: 'state_coordinator', least: 24, still: true },
  { path: '/coordination/registry', name: 'registry', ...state },
  { path: '/coordination/registry/centres/new', name: 'registry-new-centre', ...state, still: true },
  { path: '/coordination/registry/centres/$centre', name: 'registry-centre', ...state },
  { path: '/coordination/registry/authorities', name: 'registry-authorities', ...state },
  { path: '/coordination/registry/authorities/$authority', name: 'registry-authority', ...state },
  { path: '/coordination/registry/networks/new', name: 'registry-new-network', ...state, still: true },
  { path: '/coordination/registry/networks/$network', name: 'registry-network', ...state },
  { path: '/coordination/registry/agreements', name: 'registry-agreements', ...state },
  { path: '/coordination/registry/agreements/$authority/$centre', name: 'registry-agreement', ...state },
  { path: '/coordination/registry/rule-sets', name: 'registry-rule-sets', ...state },
  { path: '/coordination/registry/calendar', name: 'registry-calendar', ...state },
  { path: '/coordination/registry/proposals', name: 'registry-proposals', ...state },
  { path: '/coordination/registry/proposals/$proposal', name: 'registry-proposal', ...state },
  { path: '/models', name: 'models', ...state },
  { path: '/models/$model', name: 'model', ...state, still: true },
  { path: '/operation', name: 'operations', organisationId: OPERATOR.id, role: 'admin', least: 24 },
  { path: '/operation/audit', name: 'audit', organisationId: OPERATOR.id, role: 'auditor', least: 24, still: true },
];

/** The address of a page, with the ids that it is opened for. */
export const addressOf = ({ path }: PageRoute, { id, proposal = id, measure = id, plan = id, meeting = id, expelled = id }: { readonly id: string; readonly proposal?: string; readonly measure?: string; readonly plan?: string; readonly meeting?: string; readonly expelled?: string }): string =>
  path.replace('$id', id).replace('$referral', id).replace('$expelled', expelled).replace('$proposal', proposal).replace('$measure', measure).replace('$plan', plan).replace('$meeting', meeting).replace('$authority', POLICE.koeln).replace('$centre', CENTRES.koeln.id).replace('$region', KOELN.slice(0, 5)).replace('$network', NETWORK.id).replace('$model', 'new');

/** Pages that anybody may open, without a session. */
export const OPEN_PAGES = ['/', '/leaflet', '/help', '/contact', '/accessibility'] as const;

const ROUTE = /(?:const (\w+) = )?createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*(path|id): '([^']*)'/g;

/** The addresses of all pages in the source of the router: routes that no other route stands below. */
export function routesOf(source: string): readonly string[] {
  const found = [...source.matchAll(ROUTE)].map(([, name, parent, kind, path]) => ({ name, parent, path: kind === 'path' ? (path ?? '') : '' }));
  const parents = new Set(found.map(({ parent }) => parent));
  const pathOf = (parent: string | undefined): string => {
    const above = found.find(({ name }) => name === parent);
    return above === undefined ? '' : joined(pathOf(above.parent), above.path);
  };
  return found.filter(({ name }) => name === undefined || !parents.has(name)).map(({ parent, path }) => joined(pathOf(parent), path)).filter((path) => path !== '');
}

const joined = (above: string, path: string): string => (path === '/' ? above : `${above}${path}`);

/** The router of the web app as it stands. */
export const routerSource = (): string => readFileSync('apps/web/src/router.tsx', 'utf8');
