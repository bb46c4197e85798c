import type { FieldGroup } from '#domain';

/** What is shown to the person in one language, before she or he answers. */
export interface ConsentText {
  readonly code: string;
  /** BCP 47. */
  readonly language: string;
  /** The language's own name. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** What is still to be done before the text can be relied on, in German for the officer; null when nothing is. */
  readonly review: string | null;
  readonly title: string;
  /** Heading and paragraph; the third one is about the groups of data, which follow it. */
  readonly sections: readonly (readonly [heading: string, text: string])[];
  readonly groups: Readonly<Record<FieldGroup, string>>;
  readonly yes: string;
  readonly part: string;
  readonly no: string;
}

/** Below this section the centre is named, once it is known. */
export const CENTRE_SECTION = 1;

/** Below this section the groups of data are listed. */
export const GROUPS_SECTION = 2;
