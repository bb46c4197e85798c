import type { TargetGroup } from '../referral/codes.js';

/** A nationwide helpline: what a person can be told while every centre is closed. Not part of the chain; nothing is handed over to it. */
export interface Hotline {
  readonly id: 'violence_against_women' | 'men';
  /** Proper name, German in every language of the interface. */
  readonly name: string;
  readonly phone: string;
  /** Around the clock on 365 days. */
  readonly aroundTheClock: boolean;
  /** When it answers, ISO weekdays and times on the wall; empty: around the clock. */
  readonly hours: readonly { readonly from: number; readonly to: number; readonly opens: string; readonly closes: string }[];
  readonly source: string;
  /** Where the hours were seen, and of which year they are. */
  readonly hoursSource: string;
}

/** Numbers and names of the helplines, with where they were seen. */
export const HOTLINES = {
  violence_against_women: {
    id: 'violence_against_women',
    name: 'Hilfetelefon Gewalt gegen Frauen',
    phone: '116 016',
    aroundTheClock: true,
    hours: [],
    source: 'https://www.hilfetelefon.de',
    hoursSource: 'https://www.hilfetelefon.de',
  },
  men: {
    id: 'men',
    name: 'Männerhilfetelefon',
    phone: '0800 1239900',
    aroundTheClock: false,
    // Seen for its first year only; whether they still hold is asked. ASSUMPTION(adr-0007)
    hours: [
      { from: 1, to: 4, opens: '09:00', closes: '13:00' },
      { from: 1, to: 4, opens: '16:00', closes: '20:00' },
      { from: 5, to: 5, opens: '09:00', closes: '15:00' },
    ],
    source: 'https://www.maennerhilfetelefon.de',
    hoursSource: 'https://maennerwege.de/0800-123-9900 (2020)',
  },
} as const satisfies Record<Hotline['id'], Hotline>;

/** The helpline that answers for a target group; the women's helpline also advises relatives and queer people, so it is the default. */
export const hotlineFor = (targetGroup: TargetGroup): Hotline => (targetGroup === 'men' ? HOTLINES.men : HOTLINES.violence_against_women);
