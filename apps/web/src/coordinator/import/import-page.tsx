import { m } from '../../generated/messages/messages.js';
import { requestFile } from '../../shared/api/http';
import { FileChoice } from '../../shared/import/file-choice';
import { ReadFile } from '../../shared/import/read-file';
import { useReading } from '../../shared/import/use-reading';
import { Alert } from '../../shared/kern/alert';
import { PageTitle } from '../../shared/kern/page-title';
import { Section } from '../../shared/kern/section';
import { localised } from '../../shared/locale/locale';
import { ProposeForm } from './propose.form';
import { ReadingDifference } from './reading-difference';
import { LeftUncovered, ReadingProblems } from './reading-problems';
import { RegistryFiles } from './registry-files';
import type { Reading } from './reading';

const readRegistry = (file: Blob, contentType: string, signal: AbortSignal) => requestFile('/directory/imports/readings', file, contentType, signal);

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

/** The registry from a file: read first, looked at, then proposed as a whole. */
export const ImportPage = localised(function ImportPage() {
  const { shown, read } = useReading(readRegistry);
  return (
    <div className="page">
      <PageTitle>{m.import_title()}</PageTitle>
      <p className="page__lead kern-body">{m.import_lead()}</p>
      <FileChoice onFile={read} />
      <ReadFile shown={shown}>{(file, reading) => <WhatWasRead file={file} reading={reading} />}</ReadFile>
      <RegistryFiles />
    </div>
  );
});
