import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { localised } from '../../shared/locale/locale';
import { toDay, toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { withGiven } from './agreement-words';
import { AgreementForm } from './agreement.form';
import { RegistryHead, Waiting } from './registry-head';
import { agreementsQuery, type AgreementLine } from './registry-queries';
import { useWrittenAnew } from './written-anew';

function Editor({ line }: { readonly line: AgreementLine }) {
  const today = toLocalDay(useNow());
  const proposal = useWrittenAnew();
  const given = proposal?.agreement?.centreId === line.centre.id ? proposal.agreement : null;
  const from = given?.validFrom ?? line.validFrom ?? today;
  const draft = {
    parameters: withGiven(line.parameters, given?.parameters),
    validFrom: from > today ? from : today,
    validTo: given === null ? line.validTo : (given.validTo ?? null),
  };
  return (
    <>
      <p className="kern-body">
        {line.version === 0 || line.validFrom === null ? m.registry_defaults_hold() : m.registry_version_line({ version: line.version, day: toDay(line.validFrom) })}
      </p>
      {given === null ? null : <Alert kind="info" title={m.registry_written_anew()} />}
      <AgreementForm present={line} draft={draft} />
    </>
  );
}

/** What one authority and one centre have agreed, and the form that proposes other terms. */
export const AgreementPage = localised(function AgreementPage() {
  const { authority, centre } = useParams({ strict: false });
  const query = useQuery(agreementsQuery);
  const line = query.data?.find((each) => each.policeAuthority.id === authority && each.centre.id === centre);
  return (
    <div className="page">
      <RegistryHead
        title={line === undefined ? m.registry_agreement_title() : m.registry_pair({ authority: line.policeAuthority.name, centre: line.centre.name })}
        windowTitle={m.registry_agreement_title()}
      />
      <Waiting query={query} />
      {line === undefined ? null : <Editor line={line} />}
      {query.data !== undefined && line === undefined ? <Alert kind="warning" title={m.registry_not_found()} /> : null}
    </div>
  );
});
