import { INDICATORS, indicatorWords, measureWords, turnaroundWords, BASE_OF, CURVE_HOURS, DUE_AFTER_HOURS, MEASURES, type MeasureId } from '#domain';

/** `docs/indicators.md`, from the code that counts. */
export function indicatorsDocument(): string {
  const words = turnaroundWords('en');
  const row = (...texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    '# The indicators of the turnaround', '',
    'Written from `libs/domain/src/statistics/indicators.ts` and `measures.ts`, the code that counts (`npm run docs`). The same words, in German too, stand beside every figure in the app and in every file that it gives out.', '',
    `All look at one cohort, the due referrals: ${indicatorWords('K5', 'en').cohort}. A referral is due ${DUE_AFTER_HOURS} hours after its submission. The place is that of the deployment; it never changes.`, '',
    row('', 'Indicator', 'Numerator', 'Denominator', 'Attributed to', 'Note'), '|---|---|---|---|---|---|',
    ...INDICATORS.map(({ id, attribution }) => {
      const { title, numerator, denominator, note = '' } = indicatorWords(id, 'en');
      return row(id, title, numerator, denominator, words.attribution[attribution], note);
    }),
    '', '## The published counts', '',
    row('Count', 'What it counts', 'Share of'), '|---|---|---|',
    ...MEASURES.map((id) => row(`\`${id}\``, measureWords(id, 'en'), id === 'referrals' ? '' : `\`${BASE_OF[id as Exclude<MeasureId, 'referrals'>]}\``)),
    '', `Curves tell the share attempted and reached at ${CURVE_HOURS.join(', ')} hours, with those that fell out of sight before.`, '',
    '## What is hidden', '', words.rule, '',
    'Districts and police authorities get their main counts by quarter and all of them by year; the Land and its Regierungsbezirke get all by quarter, and weeks of a quarter. An organisation sees its own figures exact; the police see nothing of what came of the counselling.', '',
    '## How old the figures are', '', words.lag, '',
  ].join('\n');
}
