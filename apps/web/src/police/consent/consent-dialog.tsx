import { useEffect, useState } from 'react';
import { FIELD_GROUPS } from '#domain';
import { m } from '../../generated/messages/messages.js';
import { Button } from '../../shared/kern/button';
import { CheckField } from '../../shared/kern/check-field';
import { useModal } from '../../shared/kern/dialog';
import { Icon } from '../../shared/kern/icon';
import { Loading } from '../../shared/kern/loading';
import type { ConsentAnswer } from '../report/report-values';
import { CONSENT_LANGUAGES, CONSENT_TEXTS, type ConsentCode } from './consent-languages';
import { CENTRE_SECTION, GROUPS_SECTION, type ConsentText } from './consent-text';
import { LeafletCode } from './leaflet-code';

/** What the officer records after the person has read or heard the text. */
export interface Explained {
  readonly answer: ConsentAnswer;
  /** BCP 47. */
  readonly language: string;
  readonly easy: boolean;
  readonly interpreter: boolean;
}

interface ConsentDialogProps {
  /** The centre that would receive the data; null while none is chosen. */
  readonly centre: string | null;
  readonly onAnswer: (explained: Explained) => void;
  readonly onClose: () => void;
}

function useText(code: ConsentCode): ConsentText | null {
  const [text, setText] = useState<ConsentText | null>(null);
  useEffect(() => {
    let current = true;
    void CONSENT_TEXTS[code]().then((file) => (current ? setText(file.default) : undefined));
    return () => {
      current = false;
    };
  }, [code]);
  return text?.code === code ? text : null;
}

function Sheet({ text, centre }: { readonly text: ConsentText } & Pick<ConsentDialogProps, 'centre'>) {
  return (
    <>
      {text.review === null ? null : (
        <p className="consent-sheet__review" lang="de" dir="ltr">
          <Icon name="warning" />
          <span>{text.review}</span>
        </p>
      )}
      <article className="consent-sheet__text" lang={text.language} dir={text.dir}>
        <h3>{text.title}</h3>
        {text.sections.map(([heading, words], index) => (
          <section key={heading}>
            <h4>{heading}</h4>
            <p>{words}</p>
            {index !== CENTRE_SECTION || centre === null ? null : (
              <p className="consent-sheet__centre">
                <bdi lang="de">{centre}</bdi>
              </p>
            )}
            {index !== GROUPS_SECTION ? null : (
              <ol>
                {FIELD_GROUPS.map((group) => (
                  <li key={group}>{text.groups[group]}</li>
                ))}
              </ol>
            )}
          </section>
        ))}
      </article>
    </>
  );
}

function Answers({ text, centre, onAnswer }: { readonly text: ConsentText } & Pick<ConsentDialogProps, 'centre' | 'onAnswer'>) {
  const [interpreter, setInterpreter] = useState(false);
  const give = (answer: ConsentAnswer): void => onAnswer({ answer, language: text.language, easy: text.code === 'de-easy', interpreter });
  const own = (words: string) =>
    text.language === 'de' ? null : (
      <bdi className="consent-sheet__own" lang={text.language} dir={text.dir}>
        {words}
      </bdi>
    );
  return (
    <section className="consent-sheet__answers" aria-label={m.consent_answer()}>
      <CheckField name="consent-interpreter" label={m.consent_interpreter()} checked={interpreter} onChange={(event) => setInterpreter(event.target.checked)} />
      {centre === null ? <p className="kern-body">{m.consent_sheet_no_centre()}</p> : null}
      <div className="form__actions">
        <Button look="primary" onClick={() => give('yes')}>
          {m.consent_says_yes()}
          {own(text.yes)}
        </Button>
        <Button onClick={() => give('detail')}>
          {m.consent_says_part()}
          {own(text.part)}
        </Button>
        <Button onClick={() => give('no')}>
          {m.consent_says_no()}
          {own(text.no)}
        </Button>
      </div>
      <p className="kern-body muted">{m.consent_yes_records()}</p>
    </section>
  );
}

/** The page that is turned round to the person: the whole screen, large text, her or his language, then the answer. */
export function ConsentDialog({ centre, onAnswer, onClose }: ConsentDialogProps) {
  const [code, setCode] = useState<ConsentCode>('de');
  const text = useText(code);
  const { frame, headline } = useModal(onClose);
  return (
    <dialog {...frame} className="consent-sheet">
      <div className="consent-sheet__head">
        <h2 {...headline} className="kern-heading-medium">
          {m.consent_sheet_title()}
        </h2>
        <Button look="tertiary" icon="close" onClick={onClose}>
          {m.consent_sheet_back()}
        </Button>
      </div>
      <ul className="consent-sheet__languages" aria-label={m.consent_language()}>
        {CONSENT_LANGUAGES.map((each) => (
          <li key={each.code}>
            <button type="button" lang={each.language} aria-pressed={each.code === code} onClick={() => setCode(each.code)}>
              {each.name}
            </button>
          </li>
        ))}
      </ul>
      {text === null ? (
        <Loading />
      ) : (
        <>
          <Sheet text={text} centre={centre} />
          <LeafletCode />
          <Answers text={text} centre={centre} onAnswer={onAnswer} />
        </>
      )}
    </dialog>
  );
}
