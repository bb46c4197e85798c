import type { Hotline } from '#domain';

/** A helpline as it is read out: name and number. */
export const hotlineWords = ({ name, phone }: Hotline): string => `${name}, ${phone}`;
