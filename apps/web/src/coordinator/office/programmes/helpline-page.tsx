import { useQuery } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { m } from '../../../generated/messages/messages.js';
import type { Schemas } from '../../../shared/api/contract';
import { request } from '../../../shared/api/http';
import { DataTable, type Column } from '../../../shared/kern/data-table';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { localised } from '../../../shared/locale/locale';
import { HelplineWords } from '../../../shared/places/helpline-words';
import { useActor } from '../../../shared/session/session';
import { toDateTime, toNumber } from '../../../shared/time/format';
import { Waiting } from '../../registry/registry-head';
import { HelplineImport } from './helpline-import';
import { landName, whatName } from './helpline-labels';

type Figure = Schemas['KeptHelplineFigureView'];

export const helplineQuery = queryOptions({ queryKey: ['helpline'], queryFn: ({ signal }) => request('GET', '/helpline', { signal }) });

const columns = (): readonly Column<Figure>[] => [
  { key: 'year', header: m.places_year(), rowHeader: true, cell: ({ year }) => String(year) },
  { key: 'land', header: m.helpline_land(), cell: ({ land }) => landName(land) },
  { key: 'what', header: m.helpline_what(), cell: whatName },
  { key: 'contacts', header: m.helpline_contacts(), numeric: true, cell: ({ contacts }) => toNumber(contacts) },
  { key: 'source', header: m.helpline_source_column(), cell: ({ source }) => source },
  { key: 'definition', header: m.helpline_definition(), cell: ({ definition }) => definition },
  { key: 'earlier', header: m.helpline_earlier(), cell: ({ earlier }) => (earlier.length === 0 ? '–' : earlier.map(({ contacts, recordedAt }) => m.helpline_earlier_entry({ contacts: toNumber(contacts), at: toDateTime(recordedAt) })).join('; ')) },
];

/** The helpline for men with the totals it publishes. Sources count differently: no figure stands without source and definition. */
export const HelplinePage = localised(function HelplinePage() {
  const { organisation } = useActor();
  const query = useQuery(helplineQuery);
  return (
    <div className="page">
      <PageTitle>{m.helpline_title()}</PageTitle>
      <p className="page__lead kern-body">{m.helpline_lead()}</p>
      <Waiting query={query} />
      {query.data === undefined ? null : (
        <>
          <Section id="helpline-number" title={m.helpline_number()}>
            <HelplineWords helpline={query.data.helpline} />
          </Section>
          <Section id="helpline-figures" title={m.helpline_figures()}>
            <p className="kern-body">{m.helpline_differ()}</p>
            {query.data.figures.length === 0 ? (
              <p className="kern-body">{m.helpline_none()}</p>
            ) : (
              <DataTable caption={m.helpline_figures()} columns={columns()} rows={query.data.figures} keyOf={(each) => `${each.year} ${each.land} ${each.dimension} ${each.category} ${each.source}`} />
            )}
          </Section>
        </>
      )}
      {organisation.kind === 'state_office' ? <HelplineImport /> : null}
    </div>
  );
});
