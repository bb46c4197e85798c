import { m } from '../../generated/messages/messages.js';
import { Alert } from '../../shared/kern/alert';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { FileChoice } from './file-choice';
import { FileLinks } from './file-links';
import { ProposeForm } from './propose.form';
import { ReadingDifference } from './reading-difference';
import { LeftUncovered, ReadingProblems } from './reading-problems';
import { useReading, type Reading, type Shown } from './use-reading';

const REFUSED = { bad_type: m.import_bad_type, too_large: m.import_too_large, unread: m.import_unread } as const;

function WhatWasRead({ file, reading }: { readonly file: string; readonly reading: Reading }) {
  if (reading.problems.some(({ severity }) => severity === 'refused')) return <ReadingProblems file={file} reading={reading} />;
  if (reading.changes.length === 0) {
    return (
      <Alert kind="success" title={m.import_nothing({ file })} takesFocus>
        <p>{m.import_nothing_text()}</p>
      </Alert>
    );
  }
  return (
    <>
      <Alert kind="info" title={m.import_change_title({ file })} takesFocus />
      <LeftUncovered reading={reading} />
      <ReadingDifference reading={reading} />
      <Section id="import-propose" title={m.import_propose_title()}>
        <ProposeForm reading={reading} />
      </Section>
    </>
  );
}

function OfFile({ shown }: { readonly shown: Shown }) {
  switch (shown.kind) {
    case 'nothing':
      return null;
    case 'reading':
      return <p className="loading kern-body muted">{m.import_reading({ file: shown.file })}</p>;
    case 'refused':
      return <Alert kind="danger" title={REFUSED[shown.why]()} takesFocus />;
    case 'read':
      return <WhatWasRead file={shown.file} reading={shown.reading} />;
  }
}

/** The registry from a file: read first, looked at, then proposed as a whole. */
export const ImportPage = localised(function ImportPage() {
  const { shown, read } = useReading();
  return (
    <div className="page">
      <PageTitle>{m.import_title()}</PageTitle>
      <p className="page__lead kern-body">{m.import_lead()}</p>
      <FileChoice onFile={read} />
      <OfFile shown={shown} />
      <FileLinks />
    </div>
  );
});
