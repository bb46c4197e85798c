import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { Loading } from '../../shared/kern/loading';
import { toDay } from '../../shared/time/format';
import { agreementLines, agreementSentences, withGiven, type WholeParameters } from './agreement-words';
import { usePlaceNames } from './centre-values';
import { centreChanges, changedLines, ruleSetLines, type ChangedLine, type Line } from './entry-lines';
import { ChangeTable } from './proposing-parts';
import { contactLines, districtsOf, networkLines, toNetworkDraft } from './organisation-values';
import { agreementsQuery, authoritiesQuery, centreQuery, centresQuery, networksQuery, placesQuery, ruleSetsQuery, type Agreement, type CentreDraft, type Proposal } from './registry-queries';

interface Parts {
  readonly proposal: Proposal;
  /** The words above the two sides of a comparison. */
  readonly heads: { readonly before: string; readonly after: string };
}

const asNew = (lines: readonly Line[]): readonly ChangedLine[] => lines.map((line) => ({ ...line, before: null }));

function Table({ lines, heads, caption }: { readonly lines: readonly ChangedLine[]; readonly heads: Parts['heads']; readonly caption: string }) {
  return lines.length === 0 ? <p className="kern-body">{m.registry_nothing_differs()}</p> : <ChangeTable caption={caption} lines={lines} {...heads} />;
}

/** One centre's entry. Of a decided proposal the registry no longer knows what was before: it is shown as it was written. */
function CentreChange({ draft, heads, open }: { readonly draft: CentreDraft; readonly heads: Parts['heads']; readonly open: boolean }) {
  const nameOf = usePlaceNames();
  const lines = useQuery(centresQuery);
  const id = lines.data?.find(({ code }) => code === draft.code)?.id;
  const present = useQuery({ ...centreQuery(id ?? ''), enabled: open && id !== undefined });
  if (open && (lines.isPending || (id !== undefined && present.isPending))) return <Loading />;
  const before = open ? (present.data ?? null) : null;
  return <Table caption={draft.name} lines={centreChanges(before, draft, nameOf)} heads={heads} />;
}

/** So many entries are compared at once; the others on request. */
const SHOWN = 5;

function Centres({ proposal, heads, centres }: Parts & { readonly centres: readonly CentreDraft[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? centres : centres.slice(0, SHOWN);
  return (
    <>
      {shown.map((draft) => (
        <div key={draft.code} className="registry-change">
          <h3 className="kern-title">{draft.name}</h3>
          <CentreChange draft={draft} heads={heads} open={proposal.state === 'proposed'} />
        </div>
      ))}
      {shown.length === centres.length ? null : (
        <div>
          <Button onClick={() => setAll(true)}>{m.registry_all_centres({ count: centres.length })}</Button>
        </div>
      )}
      {proposal.uncoveredReason == null ? null : <p className="kern-body">{m.registry_uncovered_because({ reason: proposal.uncoveredReason })}</p>}
    </>
  );
}

function AgreementChange({ proposal, heads, agreement }: Parts & { readonly agreement: Agreement }) {
  const query = useQuery(agreementsQuery);
  const line = query.data?.find(({ policeAuthority, centre }) => policeAuthority.id === agreement.policeAuthorityId && centre.id === agreement.centreId);
  if (query.isPending) return <Loading />;
  const whole = withGiven(line?.parameters, agreement.parameters);
  const after = agreementLines(whole, { validFrom: agreement.validFrom, validTo: agreement.validTo ?? null });
  const before = line === undefined ? null : agreementLines(line.parameters as WholeParameters, { validFrom: line.validFrom, validTo: line.validTo });
  return (
    <>
      {line === undefined ? null : <p className="kern-body">{m.registry_pair({ authority: line.policeAuthority.name, centre: line.centre.name })}</p>}
      {agreement.modelId == null ? null : (
        <p className="kern-body">
          <Link to="/models/$model" params={{ model: agreement.modelId }} className="kern-link kern-link--no-visited-state">
            {m.registry_from_model()}
          </Link>
        </p>
      )}
      <Table caption={m.registry_agreement_title()} lines={proposal.state === 'proposed' ? changedLines(before, after) : asNew(after)} heads={heads} />
      <div className="registry-says kern-body">
        <h3 className="kern-title">{m.registry_says_title()}</h3>
        {agreementSentences(whole).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </>
  );
}

function RuleSetChange({ proposal, heads, ruleSet }: Parts & { readonly ruleSet: NonNullable<Proposal['ruleSet']> }) {
  const query = useQuery(ruleSetsQuery);
  if (query.isPending) return <Loading />;
  const present = query.data?.find(({ version }) => version === ruleSet.version);
  const open = proposal.state === 'proposed' && present !== undefined;
  return (
    <>
      <p className="kern-body">{m.registry_rule_version_named({ version: ruleSet.version })}</p>
      <Table caption={m.registry_change_rule_set()} lines={open ? changedLines(ruleSetLines(present), ruleSetLines(ruleSet)) : asNew(ruleSetLines(ruleSet))} heads={heads} />
    </>
  );
}

function CalendarChange({ calendar }: { readonly calendar: NonNullable<Proposal['calendar']> }) {
  return (
    <ul className="plain-list kern-body">
      {calendar.add.map(({ day, name }) => (
        <li key={day}>{m.registry_holiday_added({ day: toDay(day), name })}</li>
      ))}
      {calendar.remove.map((day) => (
        <li key={day}>{m.registry_holiday_removed({ day: toDay(day) })}</li>
      ))}
    </ul>
  );
}

function AuthorityChange({ proposal, heads, authority }: Parts & { readonly authority: NonNullable<Proposal['authority']> }) {
  const query = useQuery(authoritiesQuery);
  if (query.isPending) return <Loading />;
  const found = query.data?.find(({ id }) => id === authority.policeAuthorityId);
  const after = contactLines(authority);
  return (
    <>
      {found === undefined ? null : <p className="kern-body">{found.name}</p>}
      <Table caption={m.registry_change_authority()} lines={proposal.state === 'proposed' && found !== undefined ? changedLines(contactLines(found), after) : asNew(after)} heads={heads} />
    </>
  );
}

function NetworkChange({ proposal, heads, network }: Parts & { readonly network: NonNullable<Proposal['network']> }) {
  const query = useQuery(networksQuery);
  const places = useQuery(placesQuery);
  if (query.isPending || places.isPending) return <Loading />;
  const districts = districtsOf(places.data ?? []);
  const linesOf = (draft: typeof network): readonly Line[] => networkLines(draft, (key) => districts.find(({ ags }) => ags === key)?.name ?? key);
  const found = query.data?.find(({ code }) => code === network.code);
  const lines = proposal.state === 'proposed' && found !== undefined ? changedLines(linesOf(toNetworkDraft(found)), linesOf(network)) : asNew(linesOf(network));
  return <Table caption={network.name} lines={lines} heads={heads} />;
}

function ClosureChange({ closure }: { readonly closure: NonNullable<Proposal['closure']> }) {
  const query = useQuery(centresQuery);
  if (query.isPending) return <Loading />;
  const nameOf = (id: string | null | undefined): string | undefined => query.data?.find((centre) => centre.id === id)?.name;
  const cover = nameOf(closure.coverCentreId);
  return (
    <p className="kern-body">
      <strong>{nameOf(closure.centreId)}</strong>
      <br />
      {m.registry_closure_line({ from: toDay(closure.from), to: toDay(closure.to), reason: closure.reason })}
      <br />
      {cover === undefined ? m.registry_closure_no_cover() : m.registry_closure_cover({ name: cover })}
    </p>
  );
}

/** What a proposal changes, field by field. */
export function ProposalChanges(parts: Parts) {
  const { centres, agreement, ruleSet, calendar, closure, authority, network } = parts.proposal;
  if (centres != null) return <Centres {...parts} centres={centres} />;
  if (agreement != null) return <AgreementChange {...parts} agreement={agreement} />;
  if (ruleSet != null) return <RuleSetChange {...parts} ruleSet={ruleSet} />;
  if (calendar != null) return <CalendarChange calendar={calendar} />;
  if (authority != null) return <AuthorityChange {...parts} authority={authority} />;
  if (network != null) return <NetworkChange {...parts} network={network} />;
  return closure == null ? null : <ClosureChange closure={closure} />;
}
