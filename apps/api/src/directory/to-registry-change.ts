import { checkParameters, InvalidRegistryChange, type CentreDraft, type RegistryBases, type RegistryChange } from '#directory';
import type { GivenParameters } from '#domain';
import { UnacceptableInput } from '../http/input-pipe.js';
import type { AgreementDto, BaseDto, CentreDto, RegistryChangeDto } from './registry-change.dto.js';

/** The change that a body tells; throws `UnacceptableInput` when the part that its kind names is missing or another one stands there. */
export function toRegistryChange(body: RegistryChangeDto): RegistryChange {
  const { kind, centres, agreement, ruleSet, calendar, closure, authority, network, uncoveredReason = null } = body;
  const parts = { centres, agreement, rule_set: ruleSet, calendar, closure, authority, network };
  const names = { centres: 'centres', agreement: 'agreement', rule_set: 'ruleSet', calendar: 'calendar', closure: 'closure', authority: 'authority', network: 'network' } as const;
  const wrong = Object.entries(parts).filter(([name, part]) => (part != null) !== (name === kind));
  if (wrong.length > 0) throw new UnacceptableInput(wrong.map(([name, part]) => ({ pointer: `/${names[name as keyof typeof names]}`, code: part == null ? 'required' : 'unknown_key' })));
  if (centres !== undefined) return { kind: 'centres', drafts: centres.map(toDraft), uncoveredReason };
  if (agreement !== undefined) return { kind: 'agreement', ...agreement, validTo: agreement.validTo ?? null, parameters: toParameters(agreement) };
  if (ruleSet !== undefined) return { kind: 'rule_set', ruleSet: { ...ruleSet } };
  if (calendar !== undefined) return { kind: 'calendar', version: calendar.version, add: Object.fromEntries(calendar.add.map(({ day, name }) => [day, name])), remove: calendar.remove };
  if (closure !== undefined) return { kind: 'closure', centreId: closure.centreId, closure: { from: closure.from, to: closure.to, reason: closure.reason }, coverCentreId: closure.coverCentreId ?? null };
  if (authority !== undefined) return { kind: 'authority', policeAuthorityId: authority.policeAuthorityId, phone: authority.phone ?? null, mail: authority.mail ?? null };
  if (network !== undefined) return { kind: 'network', ...network, phone: network.phone ?? null, mail: network.mail ?? null, districts: [...new Set(network.districts)] };
  throw new UnacceptableInput([{ pointer: '/kind', code: 'required' }]);
}

const toParameters = ({ parameters }: AgreementDto): GivenParameters => givenParameters(parameters, '/agreement/parameters');

/** Only what was given: what is left out stays as it was. Throws `UnacceptableInput` with the pointer for terms that no agreement can have. */
export function givenParameters(parameters: AgreementDto['parameters'], pointer: string): GivenParameters {
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value != null)) as GivenParameters;
  try {
    checkParameters(given);
  } catch (error) {
    if (!(error instanceof InvalidRegistryChange)) throw error;
    throw new UnacceptableInput([{ pointer, code: 'malformed' }]);
  }
  return given;
}

function toDraft({ line, phone, mail, website, address, ...record }: CentreDto): CentreDraft {
  const [languages, catchment, targetGroups] = [[...new Set(record.languages)], [...new Set(record.catchment)], [...new Set(record.targetGroups)]];
  return { line: line ?? null, record: { ...record, languages, catchment, targetGroups, phone: phone ?? null, mail: mail ?? null, website: website ?? null, address: address == null ? null : { ...address } } };
}

export const toBases = (bases: readonly BaseDto[]): RegistryBases => Object.fromEntries(bases.map(({ subject, version }) => [subject, version]));
