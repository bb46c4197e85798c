import { describe, expect, it } from '@jest/globals';
import { HUMAN_EVENTS } from '#domain';
import { DIGEST_SUBJECT, digestBody, MAIL_TEXTS, isTemplate, mailBody } from './mail-texts.js';
import type { TemplateName } from './mail-texts.js';

const LINK = 'https://zeitnah.example/';
const TEMPLATES = Object.keys(MAIL_TEXTS) as TemplateName[];

describe('the text of a mail', () => {
  it('is declared for every event of a person, for a clock that passed, and for the alarms', () => {
    expect([...TEMPLATES].sort()).toEqual([...HUMAN_EVENTS.map((event) => `referral_${event}`), 'clock_passed', 'nobody_available', 'invariant_broken', 'referral_dormant', 'nobody_to_refer_to', 'nudge', 'meeting_invited', 'meeting_changed', 'meeting_cancelled', 'minutes_released', 'resolution_reminder', 'resolution_due', 'resolution_escalation', 'review_due', 'yearly_report_due', 'expelled_submit', 'expelled_correct', 'expelled_withdraw', 'expelled_decline', 'expelled_return', 'expelled_due'].sort());
    expect(isTemplate('referral_submit')).toBe(true);
    for (const name of ['referral_gossip', 'toString', '']) expect(isTemplate(name)).toBe(false);
  });

  it.each(TEMPLATES)('of %s has no placeholder and names no centre, person, place or reason', (template) => {
    const { subject, body } = MAIL_TEXTS[template];
    expect(`${subject} ${body}`).not.toMatch(/[{}$%<>]|\d|Gewalt|Polizei|Beratung|Frau|Herr|Opfer/);
  });

  it('of a digest says how many wait, and nothing else', () => {
    expect(digestBody(7, { link: LINK }).split('\n')[0]).toBe('In Ihrem Posteingang warten 7 Nachrichten.');
    expect(digestBody(1, { link: LINK }).split('\n')[0]).toBe('In Ihrem Posteingang wartet 1 Nachricht.');
    expect(digestBody(12, { link: LINK }).replace('12', '7')).toBe(digestBody(7, { link: LINK }));
    expect(`${DIGEST_SUBJECT} ${digestBody(7, { link: '' }).replace('7', '')}`).not.toMatch(/[{}$%<>]|\d|Gewalt|Polizei|Beratung|Frau|Herr|Opfer/);
  });

  it('differs between two notifications by nothing but the due time', () => {
    const at = (dueAt: string) => mailBody('clock_passed', { link: LINK, dueAt: new Date(dueAt) });
    expect(at('2027-03-27T20:40:00Z')).toContain('Frist: Sa, 27.03.2027, 21:40 Uhr');
    expect(at('2027-03-28T20:40:00Z').replace('So, 28.03.2027, 22:40', 'Sa, 27.03.2027, 21:40')).toBe(at('2027-03-27T20:40:00Z'));
    expect(mailBody('referral_submit', { link: LINK, dueAt: new Date('2027-03-27T20:40:00Z') })).not.toContain('Frist');
  });
});
