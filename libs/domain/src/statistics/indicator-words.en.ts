import type { TurnaroundWords } from './turnaround-words.js';

const DUE = 'referrals submitted in the period and at least 72 hours before the as-of instant, contacted or not; without those the police took back and those whose consent was withdrawn within 72 hours before anybody had tried';

export const INDICATOR_WORDS_EN: TurnaroundWords = {
  indicators: {
    K1: { title: 'Offer rate', numerator: 'offers of a referral', denominator: 'deployments on domestic violence', cohort: 'deployments of the period',
      note: 'For the leads of the authority itself only, in quarters of which they have entered every month: the police count deployments outside of this system.' },
    K2: { title: 'Consent rate', numerator: 'persons who consented', denominator: 'persons who were offered a referral', cohort: 'offers of the period',
      note: 'For the leads of the authority itself only: they enter refusals as a number per month, without a person. Whoever was referred had consented.' },
    K3: { title: 'Transfer time', numerator: 'submitted at most 12 hours after the consent', denominator: 'due referrals whose time of consent is in the history', cohort: DUE },
    K4: { title: 'Acknowledgement', numerator: 'accepted, declined or returned at most 24 hours after the first submission', denominator: 'due referrals', cohort: DUE,
      note: 'An acceptance that was taken back is no answer.' },
    K5: { title: 'First attempt', numerator: 'a first attempt at most 24, 48 or 72 hours after the first submission', denominator: 'due referrals', cohort: DUE,
      note: 'Elapsed hours, never reset by another centre. Untried ones count as later than all others; the median is told only if at least half were tried.' },
    K6: { title: 'Contact established', numerator: 'the person was reached; by the last day of the protection measure', denominator: 'due referrals; those with a protection measure whose last day is in the history', cohort: DUE,
      note: 'Its time to event is told by Kaplan-Meier with open referrals censored, never as a mean of the finished ones.' },
    K7: { title: 'What came of it', numerator: 'counselled at once, appointment, offer declined, already supported: the last result', denominator: 'due referrals in which the person was reached', cohort: DUE },
    K8: { title: 'Not reached and why', numerator: 'closed as not reached, unsafe to contact, wrong data; closed because the consent was withdrawn', denominator: 'due referrals', cohort: DUE },
    K9: { title: 'Declined and given on', numerator: 'declined, for lack of capacity or for another reason; with another centre at most 4 hours later', denominator: 'due referrals; of these the declined ones', cohort: DUE,
      note: 'The first decline and its reason count.' },
    K10: { title: 'Repeat referral within 12 months', numerator: '-', denominator: '-', cohort: '-',
      note: 'Not told: only the police may link two referrals of one person, and they keep no such link for a year yet.' },
    K11: { title: 'Overdue now', numerator: 'referrals of which a running clock has passed, by the organisation that must act', denominator: '-', cohort: 'open referrals at this moment; the same as in the list of the organisation, without sealed ones',
      note: 'For coordinators per organisation: fewer than five, or rounded to five, with the age of the oldest in steps.' },
  },
  measures: {
    referrals: 'due referrals', attempt24: 'first attempt within 24 hours', attempt48: 'first attempt within 48 hours', attempt72: 'first attempt within 72 hours', untried: 'no attempt yet',
    reached: 'person reached', measureKnown: 'with a known protection measure', reachedInMeasure: 'reached within the protection measure', acknowledged: 'answered by a centre',
    acknowledged24: 'answered within 24 hours', transferKnown: 'with a known time of consent', transferred12: 'submitted within 12 hours of the consent', declined: 'declined at first',
    declinedCapacity: 'declined for lack of capacity', declinedOther: 'declined for another reason', rerouted4: 'with another centre within 4 hours', counselledNow: 'counselled at once',
    appointment: 'appointment', declinedOffer: 'offer declined', alreadySupported: 'already supported', notReached: 'closed without reaching the person', notReachedUnsafe: 'contact unsafe',
    notReachedWrongData: 'wrong contact data', consentWithdrawn: 'consent withdrawn',
  },
  attribution: { police: 'police authority', centre: 'centre', both: 'police authority and centre, each for its share', whoever_must_act: 'the organisation whose turn it is' },
  rule: 'Counts below 5 are hidden, others are rounded to a multiple of 5. A hidden one takes others with it where a sum or difference would tell it. Medians from 10 referrals on, other percentiles from 20, in whole hours. Shares are computed from the rounded counts. Of districts and police authorities a quarter tells the main counts and a year some more; what came of the counselling is told for the Land and its Regierungsbezirke only.',
  lag: 'A report as of the first of a month tells what had been entered by then. It is published an hour later and never changed. A running quarter is told every month, of the Land and its Regierungsbezirke only. On the first of the second month after its end it has settled: then all regions are told, for the last time; what is entered afterwards is in no report. A year settles with its last quarter and is the sum of its quarters.',
};
