import { escaped } from './public-page.js';

const PHONE = '<rect x="52" y="14" width="56" height="92" rx="8"/><path d="M52 28h56M52 92h56"/><path d="M62 42h36M62 54h36M62 66h22"/><circle cx="80" cy="99" r="2.5"/>';
const INBOX = '<rect x="22" y="20" width="116" height="80" rx="6"/><path d="M22 38h116M64 38v62"/><path d="M30 50h24M30 62h24M30 74h24"/><path d="M74 52h52M74 64h38"/><rect class="accent" x="74" y="76" width="34" height="14" rx="3"/>';
const CALL = '<path d="M58 34c-6 6-6 12-2 22 6 14 16 24 30 30 10 4 16 4 22-2l-12-16-10 4c-8-4-14-10-18-18l4-10z"/><path d="M96 40c8 2 12 6 14 14M98 26c14 3 23 12 26 26"/>';
const ANSWER = '<rect x="26" y="26" width="108" height="68" rx="6"/><path d="M26 32l54 36 54-36"/><circle class="accent" cx="122" cy="90" r="18"/><path class="accent" d="M113 90l6 7 12-14"/>';

/** The four drawings of a referral's way, in order. */
export const DRAWINGS = { report: PHONE, inbox: INBOX, call: CALL, feedback: ANSWER } as const;

/** One step of the way: a drawing with what happens there. The words carry it all, so the drawing is silent for screen readers. */
export function step(drawing: keyof typeof DRAWINGS, title: string, text: string): string {
  return `<li class="step"><svg class="step__picture" viewBox="0 0 160 120" width="160" height="120" aria-hidden="true" focusable="false">${DRAWINGS[drawing]}</svg><div><h3>${escaped(title)}</h3><p>${escaped(text)}</p></div></li>`;
}

/** A table of keys. */
export function keyTable(heads: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const body = rows.map(([key, does]) => `<tr><th scope="row"><kbd>${escaped(key)}</kbd></th><td>${escaped(does)}</td></tr>`).join('');
  return `<table><thead><tr><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th></tr></thead><tbody>${body}</tbody></table>`;
}
