import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../generated/messages/messages.js';
import { coverageQuery, coverageWeekQuery, type Coverage, type CoverageQuestion, type Layer } from './coverage-queries';
import { Alert } from '../../../shared/kern/alert';
import { Loading } from '../../../shared/kern/loading';
import { PageTitle } from '../../../shared/kern/page-title';
import { Section } from '../../../shared/kern/section';
import { useSaid } from '../../../shared/kern/use-said';
import { localised } from '../../../shared/locale/locale';
import { toDateTime } from '../../../shared/time/format';
import { NeedSentences } from '../../office/models/need-sentences';
import { AuthorityList } from './authority-list';
import { CoverageControls } from './coverage-controls';
import { finding } from './coverage-words';
import { GapTable } from './gap-table';
import { MapPanel } from './map-panel';
import { MunicipalityList } from './municipality-list';
import { WeekStrip } from './week-strip';

/** The municipality that somebody chose, and where: there its candidates are shown. */
interface Chosen {
  readonly ags: string;
  readonly on: 'list' | 'map';
}

function Finding({ coverage, sentence, busy }: { readonly coverage: Coverage; readonly sentence: string; readonly busy: boolean }) {
  const { municipalities, gaps } = coverage.counts;
  return (
    <div aria-busy={busy}>
      <p className="coverage__finding">{sentence}</p>
      <p className="kern-body muted">{m.coverage_computed_for({ at: toDateTime(coverage.at) })}</p>
      {municipalities === 0 ? <Alert kind="info" title={m.coverage_no_area()} /> : null}
      {municipalities > 0 && gaps === municipalities ? <Alert kind="info" title={m.coverage_no_centres()} /> : null}
    </div>
  );
}

/** The list first, the map beside it or below: whoever cannot see or point finds everything in the list. */
function Places({ coverage, sentence, question, layer }: { readonly coverage: Coverage; readonly sentence: string; readonly question: CoverageQuestion; readonly layer: Layer }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [authority, setAuthority] = useState<string | null>(null);
  const authorities = layer === 'authorities' ? coverage.authorities : null;
  return (
    <div className="coverage__places">
      <Section id="coverage-list" title={authorities === null ? m.coverage_list_title() : m.coverage_layer_authorities()}>
        {authorities === null ? (
          <MunicipalityList
            rows={coverage.municipalities}
            question={question}
            opened={chosen?.on === 'list' ? chosen.ags : null}
            onOpen={(ags) => setChosen(ags === null ? null : { ags, on: 'list' })}
          />
        ) : (
          <AuthorityList authorities={authorities} rows={coverage.municipalities} opened={authority} onOpen={setAuthority} />
        )}
      </Section>
      <Section id="coverage-map" title={m.coverage_map_title()}>
        <MapPanel
          rows={coverage.municipalities}
          finding={sentence}
          authorities={authorities}
          outlined={authorities?.find(({ id }) => id === authority) ?? null}
          question={question}
          marked={chosen?.ags ?? null}
          opened={chosen?.on === 'map' ? chosen.ags : null}
          onChoose={(ags) => setChosen({ ags, on: 'map' })}
        />
      </Section>
    </div>
  );
}

/** Which municipalities nobody covers, now or at an hour of the week, before a referral falls into it. */
export const CoveragePage = localised(function CoveragePage() {
  const [question, setQuestion] = useState<CoverageQuestion>({ targetGroup: 'women', moment: null });
  const [layer, setLayer] = useState<Layer>('districts');
  const { data: coverage, isError, isPending, isPlaceholderData } = useQuery(coverageQuery(question));
  const week = useQuery(coverageWeekQuery(question.targetGroup));
  const sentence = coverage === undefined ? null : finding(coverage, question.moment === null);
  useSaid(isPlaceholderData ? null : sentence);
  return (
    <div className="page">
      <PageTitle>{m.coverage_title()}</PageTitle>
      <p className="page__lead kern-body">{m.coverage_lead()}</p>
      <CoverageControls question={question} onChange={setQuestion} layer={layer} onLayer={setLayer} />
      {isError || week.isError ? <Alert kind="warning" title={m.load_failed_text()} /> : null}
      {isPending ? <Loading /> : null}
      {coverage === undefined || sentence === null ? null : (
        <>
          <Finding coverage={coverage} sentence={sentence} busy={isPlaceholderData} />
          <Places coverage={coverage} sentence={sentence} question={question} layer={layer} />
        </>
      )}
      {week.data === undefined || coverage === undefined ? null : (
        <>
          <Section id="coverage-week" title={m.coverage_week_title()}>
            <p className="kern-body">{m.coverage_week_hint()}</p>
            <WeekStrip
              week={week.data}
              shown={question.moment ?? coverage}
              onChoose={(moment) => setQuestion({ ...question, moment })}
            />
          </Section>
          <Section id="coverage-gaps" title={m.coverage_gaps_title()}>
            <GapTable gaps={week.data.gaps} />
          </Section>
          <NeedSentences district={null} />
        </>
      )}
    </div>
  );
});
