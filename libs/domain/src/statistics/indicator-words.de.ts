import type { TurnaroundWords } from './turnaround-words.js';

const DUE = 'im Zeitraum und mindestens 72 Stunden vor dem Stichtag übermittelte Vermittlungen, ob kontaktiert oder nicht; ohne jene, die die Polizei zurückgezogen hat oder deren Einwilligung binnen 72 Stunden vor jedem Versuch widerrufen wurde';

export const INDICATOR_WORDS_DE: TurnaroundWords = {
  indicators: {
    K1: { title: 'Angebotsquote', numerator: 'angebotene Vermittlungen', denominator: 'Einsätze wegen häuslicher Gewalt', cohort: 'Einsätze des Zeitraums',
      note: 'Nur für die Leitung der Behörde selbst, und nur in Quartalen, deren Monate sie eingetragen hat: Die Polizei zählt Einsätze außerhalb dieses Systems.' },
    K2: { title: 'Einwilligungsquote', numerator: 'Personen, die eingewilligt haben', denominator: 'Personen, denen eine Vermittlung angeboten wurde', cohort: 'Angebote des Zeitraums',
      note: 'Nur für die Leitung der Behörde selbst: Ablehnungen trägt sie je Monat als Zahl ein, ohne Person. Eingewilligt hat, wer vermittelt wurde.' },
    K3: { title: 'Übermittlungsdauer', numerator: 'höchstens 12 Stunden nach der Einwilligung übermittelt', denominator: 'fällige Vermittlungen, deren Zeitpunkt der Einwilligung bekannt ist', cohort: DUE },
    K4: { title: 'Rückmeldung der Stelle', numerator: 'höchstens 24 Stunden nach der ersten Übermittlung angenommen, abgelehnt oder zurückgegeben', denominator: 'fällige Vermittlungen', cohort: DUE,
      note: 'Eine rückgängig gemachte Annahme ist keine Antwort.' },
    K5: { title: 'Erster Kontaktversuch', numerator: 'erster Kontaktversuch höchstens 24, 48 oder 72 Stunden nach der ersten Übermittlung', denominator: 'fällige Vermittlungen', cohort: DUE,
      note: 'Verstrichene Stunden; eine andere Stelle setzt sie nicht zurück. Wo niemand es versucht hat, zählt das als später als alle anderen; den Median gibt es nur, wenn es mindestens bei der Hälfte versucht wurde.' },
    K6: { title: 'Kontakt hergestellt', numerator: 'Person erreicht; bis zum letzten Tag der Wohnungsverweisung', denominator: 'fällige Vermittlungen; jene mit Wohnungsverweisung, deren letzter Tag bekannt ist', cohort: DUE,
      note: 'Die Zeit bis dahin wird nach Kaplan-Meier mit offenen Vermittlungen als zensiert gezeigt, nie als Mittel der abgeschlossenen.' },
    K7: { title: 'Was daraus wurde', numerator: 'gleich beraten, Termin, Angebot abgelehnt, bereits unterstützt: das letzte Ergebnis', denominator: 'fällige Vermittlungen, in denen die Person erreicht wurde', cohort: DUE },
    K8: { title: 'Nicht erreicht und warum', numerator: 'abgeschlossen als nicht erreicht, Kontakt unsicher, falsche Angaben; abgeschlossen wegen Widerrufs', denominator: 'fällige Vermittlungen', cohort: DUE },
    K9: { title: 'Abgelehnt und weitergegeben', numerator: 'abgelehnt, mangels Kapazität oder aus anderem Grund; höchstens 4 Stunden später bei einer anderen Stelle', denominator: 'fällige Vermittlungen; davon die abgelehnten', cohort: DUE,
      note: 'Es zählen die erste Ablehnung und ihr Grund.' },
    K10: { title: 'Erneute Vermittlung binnen 12 Monaten', numerator: '–', denominator: '–', cohort: '–',
      note: 'Nicht ausgewiesen: Nur die Polizei dürfte zwei Vermittlungen derselben Person verbinden, und sie hält eine solche Verbindung noch nicht über ein Jahr.' },
    K11: { title: 'Jetzt überfällig', numerator: 'Vermittlungen, deren laufende Frist abgelaufen ist, nach der Stelle, die handeln muss', denominator: '–', cohort: 'in diesem Augenblick offene Vermittlungen; dieselben wie in der Liste der Stelle, ohne versiegelte',
      note: 'Für die Koordination je Stelle: unter fünf, oder auf fünf gerundet, mit dem Alter der ältesten in Stufen.' },
  },
  measures: {
    referrals: 'fällige Vermittlungen', attempt24: 'erster Kontaktversuch binnen 24 Stunden', attempt48: 'erster Kontaktversuch binnen 48 Stunden', attempt72: 'erster Kontaktversuch binnen 72 Stunden',
    untried: 'noch kein Kontaktversuch', reached: 'Person erreicht', measureKnown: 'mit bekannter Wohnungsverweisung', reachedInMeasure: 'während der Wohnungsverweisung erreicht',
    acknowledged: 'von einer Stelle beantwortet', acknowledged24: 'binnen 24 Stunden beantwortet', transferKnown: 'mit bekanntem Zeitpunkt der Einwilligung', transferred12: 'binnen 12 Stunden nach der Einwilligung übermittelt',
    declined: 'zunächst abgelehnt', declinedCapacity: 'mangels Kapazität abgelehnt', declinedOther: 'aus anderem Grund abgelehnt', rerouted4: 'binnen 4 Stunden bei einer anderen Stelle',
    counselledNow: 'gleich beraten', appointment: 'Termin', declinedOffer: 'Angebot abgelehnt', alreadySupported: 'bereits unterstützt', notReached: 'abgeschlossen, ohne die Person zu erreichen',
    notReachedUnsafe: 'Kontakt unsicher', notReachedWrongData: 'falsche Kontaktdaten', consentWithdrawn: 'Einwilligung widerrufen',
  },
  attribution: { police: 'Polizeibehörde', centre: 'Beratungsstelle', both: 'Polizeibehörde und Beratungsstelle, je für ihren Teil', whoever_must_act: 'die Stelle, die am Zug ist' },
  rule: 'Zahlen unter 5 sind verborgen, alle anderen auf ein Vielfaches von 5 gerundet. Eine verborgene zieht andere mit sich, wo eine Summe oder Differenz sie verraten würde. Mediane ab 10 Vermittlungen, andere Perzentile ab 20, in ganzen Stunden. Anteile sind aus den gerundeten Zahlen berechnet. Zu Kreisen und Polizeibehörden sagt ein Quartal die wichtigsten Zahlen und ein Jahr einige mehr; was aus der Beratung wurde, gibt es nur für das Land und seine Regierungsbezirke.',
  lag: 'Ein Bericht zum Ersten eines Monats sagt, was bis dahin eingetragen war. Er erscheint eine Stunde später und ändert sich nie. Ein laufendes Quartal wird monatlich nur für das Land und die Regierungsbezirke berichtet. Mit dem Ersten des zweiten Monats nach seinem Ende ist es abgeschlossen: dann werden alle Gebiete berichtet, ein letztes Mal; was danach eingetragen wird, steht in keinem Bericht mehr. Ein Jahr wird mit seinem letzten Quartal abgeschlossen und ist die Summe seiner Quartale.',
};
