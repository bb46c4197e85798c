import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Badge } from '../../shared/kern/badge';
import { Button } from '../../shared/kern/button';
import { DataTable, type Column } from '../../shared/kern/data-table';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { ruleDay } from './entry-lines';
import { RuleSetForm } from './rule-set.form';
import { RegistryHead, Waiting } from './registry-head';
import { ruleSetsQuery, type RuleSet } from './registry-queries';

const columnsOf = (onChoose: (ruleSet: RuleSet) => void): readonly Column<RuleSet>[] => [
  { key: 'version', header: m.registry_rule_version(), rowHeader: true, cell: ({ version }) => version },
  { key: 'state', header: m.column_state(), cell: ({ active }) => <Badge kind={active ? 'success' : 'info'}>{active ? m.registry_rule_active() : m.registry_rule_prepared()}</Badge> },
  { key: 'from', header: m.registry_rule_from(), cell: ({ validFrom }) => ruleDay(validFrom) },
  { key: 'days', header: m.registry_rule_days(), cell: ({ baseDays, extensionDays }) => m.registry_rule_days_words({ base: baseDays, extension: extensionDays }) },
  { key: 'law', header: m.registry_rule_law(), cell: ({ legalReference }) => legalReference },
  {
    key: 'action',
    header: m.column_action(),
    // One that is in force is never edited: what was counted by it stays as it was.
    cell: (ruleSet) => (ruleSet.active ? null : <Button aria-label={m.registry_rule_activate_label({ version: ruleSet.version })} onClick={() => onChoose(ruleSet)}>{m.registry_rule_activate()}</Button>),
  },
];

/** By which rules the days of a measure are counted: those in force and those prepared. */
export const RuleSetsPage = localised(function RuleSetsPage() {
  const query = useQuery(ruleSetsQuery);
  const [chosen, setChosen] = useState<RuleSet | 'new' | null>(null);
  return (
    <div className="page">
      <RegistryHead title={m.registry_nav_rule_sets()} lead={m.registry_rule_sets_lead()} />
      <Waiting query={query} />
      {query.data === undefined ? null : query.data.length === 0 ? <p className="kern-body">{m.registry_rule_sets_empty()}</p> : (
        <DataTable caption={m.registry_nav_rule_sets()} columns={columnsOf(setChosen)} rows={query.data} keyOf={({ version }) => version} />
      )}
      <div>
        <Button icon="plus" onClick={() => setChosen('new')}>
          {m.registry_rule_prepare()}
        </Button>
      </div>
      {chosen === null ? null : (
        <Section id="rule-set" title={chosen === 'new' ? m.registry_rule_prepare() : m.registry_rule_activate_label({ version: chosen.version })}>
            <RuleSetForm key={chosen === 'new' ? '' : chosen.version} present={chosen === 'new' ? null : (query.data?.find(({ version }) => version === chosen.version) ?? chosen)} />
        </Section>
      )}
    </div>
  );
});
