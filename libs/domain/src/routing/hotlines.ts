import type { TargetGroup } from '../referral/codes.js';

/** A nationwide helpline: what a person can be told while every centre is closed. Not part of the chain; nothing is handed over to it. */
export interface Hotline {
  readonly id: 'violence_against_women' | 'men';
  /** Proper name, German in every language of the interface. */
  readonly name: string;
  readonly phone: string;
  /** Around the clock on 365 days. */
  readonly aroundTheClock: boolean;
  readonly source: string;
}

/** Numbers and names of the helplines, with where they were seen. */
export const HOTLINES = {
  violence_against_women: {
    id: 'violence_against_women',
    name: 'Hilfetelefon Gewalt gegen Frauen',
    phone: '116 016',
    aroundTheClock: true,
    source: 'https://www.hilfetelefon.de',
  },
  men: {
    id: 'men',
    name: 'Männerhilfetelefon',
    phone: '0800 1239900',
    aroundTheClock: false,
    source: 'https://www.maennerhilfetelefon.de',
  },
} as const satisfies Record<Hotline['id'], Hotline>;

/** The helpline that answers for a target group; the women's helpline also advises relatives and queer people, so it is the default. */
export const hotlineFor = (targetGroup: TargetGroup): Hotline => (targetGroup === 'men' ? HOTLINES.men : HOTLINES.violence_against_women);
