import { v5 } from 'uuid';
import { organisationIdOf } from '#directory';
import { ROLES, type Actor, type HumanRole } from '#domain';
import { AUTHORITIES, CENTRES, fictional, NETWORKS, ONWARD } from './catalogue.js';

/** A person of the demo with a login. */
export interface DemoUser extends Actor {
  readonly email: string;
  readonly displayName: string;
  readonly organisationCode: string;
}

/** One login to show at the start. */
export interface DemoLogin {
  readonly role: HumanRole;
  readonly email: string;
  readonly organisation: string;
}

/** The one password of all demo logins. Public on purpose: an installation with real data never runs the demo. */
export const DEMO_PASSWORD = 'Zeitnah-Demo-2027!';

export const STATE_OFFICE = { code: 'DEMO-LKS', slug: 'landesstelle', name: 'Landeskoordinierungsstelle' } as const;
export const OPERATOR = { code: 'DEMO-BETRIEB', slug: 'betrieb', name: 'Betrieb Zeitnah' } as const;

/** German words for the address before the @, by role. */
const ROLE_WORDS: Readonly<Record<HumanRole, string>> = {
  officer: 'streife',
  victim_protection: 'opferschutz',
  police_lead: 'leitung',
  counsellor: 'beratung',
  centre_lead: 'leitung',
  facilitator: 'fachkraft',
  facilitator_lead: 'leitung',
  local_coordinator: 'koordination',
  state_coordinator: 'land',
  admin: 'admin',
  auditor: 'revision',
};

// RFC 2606 reserves .example: a mail to it reaches nobody.
const DOMAIN = 'demo.example';
const FIRST_NAMES = ['Kim', 'Robin', 'Sascha', 'Toni', 'Alex', 'Charlie', 'Jona', 'Luca', 'Mika', 'Sam', 'Noa', 'Eike'];
const LAST_NAMES = ['Muster', 'Beispiel', 'Probe', 'Platzhalter', 'Vorlage', 'Schablone', 'Entwurf'];
const NAMESPACE = '5f0ad0a5-8a3e-5c1c-8d5f-1a5c0b8f7e11';

interface Staff {
  readonly code: string;
  readonly slug: string;
  readonly roles: readonly (readonly [HumanRole, number])[];
}

const STAFF: readonly Staff[] = [
  ...AUTHORITIES.map(({ code, slug }): Staff => ({
    code,
    slug,
    roles: [
      ['officer', 2],
      ['victim_protection', 1],
      ['police_lead', 1],
    ],
  })),
  ...CENTRES.map(({ code, slug }): Staff => ({
    code,
    slug,
    roles: [
      ['counsellor', 2],
      ['centre_lead', 1],
    ],
  })),
  ...ONWARD.filter(({ kind }) => kind === 'perpetrator_work').map(({ code, slug }): Staff => ({
    code,
    slug,
    roles: [
      ['facilitator', 1],
      ['facilitator_lead', 1],
    ],
  })),
  ...NETWORKS.map(({ code, slug }): Staff => ({ code, slug, roles: [['local_coordinator', 1]] })),
  // Two: what widens or closes a catchment needs a second person.
  { ...STATE_OFFICE, roles: [['state_coordinator', 2]] },
  {
    ...OPERATOR,
    roles: [
      ['admin', 1],
      ['auditor', 1],
    ],
  },
  // Last, so that nobody else changes her name.
  ...ONWARD.filter(({ kind, groups }) => kind === 'shelter' && groups.includes('men')).map(({ code, slug }): Staff => ({
    code,
    slug,
    roles: [
      ['counsellor', 1],
      ['centre_lead', 1],
    ],
  })),
];

/** Everybody of the demo, always with the same ids and addresses. */
export const DEMO_USERS: readonly DemoUser[] = STAFF.flatMap(({ code, slug, roles }) =>
  roles.flatMap(([role, count]) => Array.from({ length: count }, (_, index) => ({ code, slug, role, index }))),
).map(({ code, slug, role, index }, place) => {
  const email = `${ROLE_WORDS[role]}${index === 0 ? '' : index + 1}.${slug}@${DOMAIN}`;
  const first = FIRST_NAMES[place % FIRST_NAMES.length] ?? '';
  const last = LAST_NAMES[place % LAST_NAMES.length] ?? '';
  return {
    userId: v5(email, NAMESPACE),
    organisationId: organisationIdOf(code),
    organisationKind: ROLES[role],
    organisationCode: code,
    role,
    email,
    displayName: fictional(`${first} ${last}`),
  };
});

/** The people of an organisation in a role, at least one. */
export function staffOf(organisationCode: string, role: HumanRole): readonly DemoUser[] {
  const staff = DEMO_USERS.filter((user) => user.organisationCode === organisationCode && user.role === role);
  if (staff.length === 0) throw new Error(`${organisationCode} has nobody in the role ${role}`);
  return staff;
}

/** One of them. */
export function onlyOf(organisationCode: string, role: HumanRole): DemoUser {
  const [user] = staffOf(organisationCode, role);
  if (user === undefined) throw new Error(`${organisationCode} has nobody in the role ${role}`);
  return user;
}

const SHOWN: readonly (readonly [HumanRole, string, string])[] = [
  ['officer', 'PP-Duesseldorf', 'Polizeipräsidium Düsseldorf'],
  ['victim_protection', 'PP-Duesseldorf', 'Polizeipräsidium Düsseldorf'],
  ['police_lead', 'PP-Duesseldorf', 'Polizeipräsidium Düsseldorf'],
  ['counsellor', 'DEMO-RHEINBOGEN', fictional('Interventionsstelle Rheinbogen')],
  ['centre_lead', 'DEMO-RHEINBOGEN', fictional('Interventionsstelle Rheinbogen')],
  ['facilitator', 'DEMO-NEUE-WEGE', fictional('Fachstelle Neue Wege')],
  ['facilitator_lead', 'DEMO-NEUE-WEGE', fictional('Fachstelle Neue Wege')],
  ['local_coordinator', 'DEMO-NETZ-RHEIN', fictional('Runder Tisch Düsseldorf und Rhein-Kreis Neuss')],
  ['state_coordinator', STATE_OFFICE.code, fictional(STATE_OFFICE.name)],
  ['admin', OPERATOR.code, fictional(OPERATOR.name)],
  ['auditor', OPERATOR.code, fictional(OPERATOR.name)],
];

/** One login per role, whose organisations work with each other, so that a referral can be walked through. */
export function demoLogins(): readonly DemoLogin[] {
  return SHOWN.map(([role, code, organisation]) => ({ role, organisation, email: staffOf(code, role)[0]?.email ?? '' }));
}
