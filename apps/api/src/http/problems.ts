import type { ContactReadRefusal, MeetingRefusal, RefusalCode } from '#domain';

/** What a client is told about a refusal: status, and one sentence in two languages. The code is the key and stays stable. */
export interface ProblemKind {
  readonly status: number;
  readonly en: string;
  readonly de: string;
}

const refused = (en: string, de: string): ProblemKind => ({ status: 409, en, de });

/** The chain says no (409): one row per refusal code, so that a new code does not compile without its sentences. */
const REFUSED: Readonly<Record<RefusalCode | ContactReadRefusal | 'no_key', ProblemKind>> = {
  not_from_here: refused('This step is not possible in the present state.', 'Dieser Schritt ist im jetzigen Zustand nicht möglich.'),
  not_your_role: refused('Your role may not do this.', 'Ihre Rolle darf das nicht.'),
  not_competent: refused('The place of the deployment lies outside your authority.', 'Der Einsatzort liegt außerhalb Ihrer Behörde.'),
  party_to_case: refused('A person with ties to the case may not handle it.', 'Wer selbst beteiligt ist, darf die Vermittlung nicht bearbeiten.'),
  consent_missing: refused('There is no consent to the hand-over.', 'Es liegt keine Einwilligung in die Übermittlung vor.'),
  consent_scope: refused('The consent does not cover this centre.', 'Die Einwilligung deckt diese Stelle nicht ab.'),
  core_data_missing: refused('Name, address or telephone is missing.', 'Name, Anschrift oder Telefon fehlt.'),
  safe_contact_missing: refused('How to reach the person safely has not been answered.', 'Die Frage nach dem sicheren Kontakt ist nicht beantwortet.'),
  measure_incomplete: refused('The protection measure is incomplete.', 'Die Angaben zur Wohnungsverweisung sind unvollständig.'),
  centre_inactive: refused('This centre takes no referrals at present.', 'Diese Stelle nimmt zurzeit keine Vermittlungen an.'),
  centre_not_eligible: refused('This centre does not serve the place or the target group.', 'Diese Stelle ist für Ort oder Zielgruppe nicht zuständig.'),
  minor_rule: refused('The rule for minors is not met.', 'Die Regel für Minderjährige ist nicht erfüllt.'),
  sealed_conflict: refused('Nobody at this centre may see the sealed referral.', 'Niemand in dieser Stelle darf die versiegelte Vermittlung sehen.'),
  conflict_of_interest: refused('A conflict of interest stands in the way.', 'Ein Interessenkonflikt steht entgegen.'),
  stale_contact: refused('The contact data are newer than those you used.', 'Die Kontaktdaten sind neuer als die verwendeten.'),
  unsafe_channel: refused('This way of contact is not safe.', 'Dieser Kontaktweg ist nicht sicher.'),
  outside_safe_window: refused('This is outside the safe times.', 'Das liegt außerhalb der sicheren Zeiten.'),
  contact_frozen: refused('The telephone is frozen; a safe way is being asked for.', 'Das Telefon ist gesperrt; ein sicherer Weg wird erfragt.'),
  attempt_rule_unmet: refused('There have not been enough attempts yet.', 'Es gab noch nicht genug Kontaktversuche.'),
  measure_conflict: refused('This contradicts what is known about the measure.', 'Das widerspricht den Angaben zur Maßnahme.'),
  excluded: refused('This person may not be named here.', 'Diese Person kann hier nicht benannt werden.'),
  not_pausable: refused('This clock cannot be paused.', 'Diese Frist kann nicht angehalten werden.'),
  pause_cap: refused('The pause is longer than allowed.', 'Die Unterbrechung ist länger als erlaubt.'),
  purged: refused('The referral has been deleted.', 'Die Vermittlung ist gelöscht.'),
  reopen_window: refused('The time for reopening has passed.', 'Die Zeit zum Wiedereröffnen ist abgelaufen.'),
  undo_window: refused('The time for taking the acceptance back has passed.', 'Die Zeit, die Annahme rückgängig zu machen, ist abgelaufen.'),
  consent_withdrawn: refused('The consent has been withdrawn.', 'Die Einwilligung wurde widerrufen.'),
  contact_locked: refused('The contact data are locked.', 'Die Kontaktdaten sind gesperrt.'),
  purpose_not_open: refused('The contact data may not be read for this purpose now.', 'Für diesen Zweck dürfen die Kontaktdaten jetzt nicht gelesen werden.'),
  police_access_ended: refused('The police no longer hold these contact data.', 'Die Polizei hält diese Kontaktdaten nicht mehr vor.'),
  no_key: refused('Your organisation holds no key to these contact data.', 'Ihre Organisation besitzt keinen Schlüssel zu diesen Kontaktdaten.'),
  purpose_text_missing: refused('An emergency needs a reason of at least 20 characters.', 'Ein Notfall braucht eine Begründung von mindestens 20 Zeichen.'),
};

/** Everything else that a request can meet. */
const GENERAL = {
  malformed_json: { status: 400, en: 'The body is not readable JSON.', de: 'Der Inhalt ist kein lesbares JSON.' },
  bad_request: { status: 400, en: 'The request is not readable.', de: 'Die Anfrage ist nicht lesbar.' },
  idempotency_key_missing: { status: 400, en: 'The header Idempotency-Key is missing.', de: 'Der Kopf Idempotency-Key fehlt.' },
  idempotency_key_malformed: { status: 400, en: 'Idempotency-Key must be 8 to 64 characters.', de: 'Idempotency-Key muss 8 bis 64 Zeichen lang sein.' },
  version_malformed: { status: 400, en: 'If-Match must name a version, like "3".', de: 'If-Match muss eine Version nennen, etwa "3".' },
  not_signed_in: { status: 401, en: 'Please sign in.', de: 'Bitte melden Sie sich an.' },
  wrong_credentials: { status: 401, en: 'E-mail address or password is wrong.', de: 'E-Mail-Adresse oder Passwort stimmt nicht.' },
  not_permitted: { status: 403, en: 'Your role may not do this.', de: 'Ihre Rolle darf das nicht.' },
  policy_missing: { status: 403, en: 'This address is not open to anybody.', de: 'Diese Adresse ist für niemanden freigegeben.' },
  cross_site: { status: 403, en: 'The request comes from another site.', de: 'Die Anfrage kommt von einer fremden Seite.' },
  csrf_token: { status: 403, en: 'The header x-csrf-token is missing or wrong.', de: 'Der Kopf x-csrf-token fehlt oder stimmt nicht.' },
  not_found: { status: 404, en: 'There is nothing at this address.', de: 'Unter dieser Adresse gibt es nichts.' },
  period_not_in_catalogue: { status: 422, en: 'Only the years and quarters of the catalogue are told: free periods would tell single referrals by their difference.', de: 'Ausgewiesen werden nur die Jahre und Quartale des Katalogs: Freie Zeiträume würden durch ihre Differenz einzelne Vermittlungen verraten.' },
  as_of_not_in_catalogue: { status: 422, en: 'Only the as-of days of the catalogue are told: free ones would tell single referrals by their difference.', de: 'Ausgewiesen wird nur zu den Stichtagen des Katalogs: Freie Stichtage würden durch ihre Differenz einzelne Vermittlungen verraten.' },
  as_of_in_future: { status: 422, en: 'The as-of instant lies ahead; nothing can be known of it yet.', de: 'Der Stichtag liegt in der Zukunft; dazu ist noch nichts bekannt.' },
  log_too_long: { status: 422, en: 'The event log of this period would have more than 500,000 events; a quarter has fewer.', de: 'Das Ereignisprotokoll dieses Zeitraums hätte mehr als 500.000 Ereignisse; ein Quartal hat weniger.' },
  month_not_open: { status: 422, en: 'Only months of the last two years that are over can be entered.', de: 'Eintragen lassen sich nur die abgelaufenen Monate der letzten zwei Jahre.' },
  more_refused_than_deployments: { status: 422, en: 'More persons refused than there were deployments; nothing was entered.', de: 'Mehr Ablehnungen als Einsätze; nichts wurde eingetragen.' },
  stale_version: { status: 412, en: 'Somebody else changed this meanwhile.', de: 'Das wurde inzwischen von jemand anderem geändert.' },
  proposal_decided: { status: 409, en: 'This proposal has been decided already.', de: 'Über diesen Vorschlag ist schon entschieden.' },
  second_person: { status: 409, en: 'A second person of the state office puts this in force.', de: 'Das setzt eine zweite Person der Landesstelle in Kraft.' },
  proposal_overtaken: { status: 409, en: 'The registry has changed since this was written; nothing was stored.', de: 'Das Verzeichnis hat sich seitdem geändert; nichts wurde gespeichert.' },
  not_your_proposal: { status: 409, en: 'Only who wrote a proposal takes it back.', de: 'Zurücknehmen kann einen Vorschlag nur, wer ihn geschrieben hat.' },
  model_released: { status: 409, en: 'This model has been released by now; the state office changes it.', de: 'Dieses Modell ist inzwischen freigegeben; ändern kann es die Landesstelle.' },
  model_of_others: { status: 409, en: 'Another organisation keeps this model; you can write one of your own.', de: 'Dieses Modell führt eine andere Organisation; Sie können ein eigenes schreiben.' },
  place_never_entered: { status: 409, en: 'This shelter has not entered its places; ask by telephone.', de: 'Diese Schutzwohnung hat ihre Plätze noch nicht eingetragen. Fragen Sie telefonisch.' },
  place_out_of_date: { status: 409, en: 'The entry is out of date; nobody is sent on by it. Ask by telephone.', de: 'Der Eintrag ist veraltet; darauf wird niemand verwiesen. Fragen Sie telefonisch.' },
  place_entry_changed: { status: 409, en: 'The shelter has made a new entry meanwhile; read it first.', de: 'Die Schutzwohnung hat inzwischen neu eingetragen. Lesen Sie zuerst den neuen Stand.' },
  no_place_free: { status: 409, en: 'No place is free there now.', de: 'Dort ist zurzeit kein Platz frei.' },
  body_too_large: { status: 413, en: 'The body is larger than 64 KB (a file of the registry: 5 MB).', de: 'Der Inhalt ist größer als 64 KB (eine Datei des Verzeichnisses: 5 MB).' },
  not_json: { status: 415, en: 'Only application/json is taken, and CSV or XLSX where a file of the registry is read.', de: 'Angenommen wird nur application/json, und CSV oder XLSX, wo eine Datei des Verzeichnisses gelesen wird.' },
  invalid_input: { status: 422, en: 'Some entries are not acceptable.', de: 'Einige Angaben können so nicht angenommen werden.' },
  closure_without_cover: { status: 422, en: 'While it is closed, some places would have nobody open. Confirm it, or choose other days.', de: 'Während der Schließzeit hätte an einigen Orten niemand geöffnet. Bestätigen Sie das, oder wählen Sie andere Tage.' },
  idempotency_key_reused: { status: 422, en: 'This Idempotency-Key belongs to another request.', de: 'Dieser Idempotency-Key gehört zu einer anderen Anfrage.' },
  version_missing: { status: 428, en: 'The header If-Match is missing.', de: 'Der Kopf If-Match fehlt.' },
  too_many_requests: { status: 429, en: 'Too many tries; please wait.', de: 'Zu viele Versuche; bitte warten Sie.' },
  internal: { status: 500, en: 'Something went wrong on our side.', de: 'Bei uns ist etwas schiefgegangen.' },
  unavailable: { status: 503, en: 'Temporarily unavailable; nothing was changed.', de: 'Vorübergehend nicht erreichbar; nichts wurde geändert.' },
} as const satisfies Record<string, ProblemKind>;

const notTaken = (en: string, de: string): ProblemKind => ({ status: 422, en, de });

/** Why a step with a meeting or a resolution is not taken; nothing was stored. */
const MEETING: Readonly<Record<MeetingRefusal, ProblemKind>> = {
  district_missing: notTaken('A round table belongs to a district; name it.', 'Ein Runder Tisch gehört zu einem Kreis. Nennen Sie ihn.'),
  district_not_yours: refused('The round table of this district is convened by another network.', 'Den Runden Tisch dieses Kreises beruft ein anderes Netzwerk ein.'),
  only_round_tables: refused('A network convenes round tables; other meetings are the state office’s.', 'Ein Netzwerk beruft Runde Tische ein; andere Treffen sind Sache der Landesstelle.'),
  ends_before_start: notTaken('The meeting ends before it begins.', 'Das Treffen endet, bevor es beginnt.'),
  sitting_exists: refused('The series already sits on that day.', 'An diesem Tag tagt die Reihe schon.'),
  meeting_over: refused('The meeting is no longer planned.', 'Das Treffen ist nicht mehr geplant.'),
  meeting_not_begun: refused('The meeting has not begun; minutes and resolutions come afterwards.', 'Das Treffen hat noch nicht begonnen; Protokoll und Beschlüsse folgen danach.'),
  cancelled_without_reason: notTaken('Say why it is called off, or move it to another date.', 'Sagen Sie, warum das Treffen ausfällt, oder verlegen Sie es auf einen anderen Termin.'),
  item_in_use: refused('An item with minutes or a resolution stays on the agenda.', 'Ein Punkt mit Protokoll oder Beschluss bleibt auf der Tagesordnung.'),
  resolution_without_owner: notTaken('Say who does it: a resolution needs one responsible organisation.', 'Sagen Sie, wer das tut: Ein Beschluss braucht eine zuständige Stelle.'),
  resolution_without_due_date: notTaken('Say until when: a resolution needs a due day.', 'Sagen Sie, bis wann: Ein Beschluss braucht einen Termin.'),
  owner_not_invited: notTaken('Only who sat at the table can be bound; invite the organisation first.', 'Binden lässt sich nur, wer am Tisch saß. Laden Sie die Stelle zuerst ein.'),
  due_date_passed: notTaken('The due day has passed already.', 'Der Termin liegt schon zurück.'),
  due_date_too_far: notTaken('The due day lies more than two years ahead.', 'Der Termin liegt mehr als zwei Jahre voraus.'),
  dropped_without_reason: notTaken('Say why the resolution is dropped.', 'Sagen Sie, warum der Beschluss fallen gelassen wird.'),
  resolution_closed: refused('The resolution is closed already.', 'Der Beschluss ist schon erledigt oder fallen gelassen.'),
};

/** Why a step with an expelled person's referral is not taken; nothing was stored. */
const EXPELLED = {
  expelled_event_not_open: refused('This step is not possible in the present state.', 'Dieser Schritt ist im jetzigen Zustand nicht möglich.'),
  expelled_reason_missing: notTaken('Say why, or with what result.', 'Sagen Sie, warum oder mit welchem Ergebnis.'),
  expelled_reason_unknown: notTaken('This reason is not one of those to choose from.', 'Dieser Grund steht nicht zur Wahl.'),
  expelled_withdrawal_not_yours: refused('Whether it was sent in error only the sender can say.', 'Ob es ein Versehen war, kann nur sagen, wer übermittelt hat.'),
  expelled_centre_unsuitable: refused('This centre does not work with expelled persons, or takes nobody at present.', 'Diese Stelle arbeitet nicht mit verwiesenen Personen oder nimmt zurzeit niemanden auf.'),
  expelled_phone_shared: refused('This is a telephone number of the endangered person: a call would reach her or him. Enter another one.', 'Das ist eine Telefonnummer der gefährdeten Person: Ein Anruf würde sie erreichen. Geben Sie eine andere an.'),
  expelled_consent_late: notTaken('The consent lies in the future.', 'Die Einwilligung liegt in der Zukunft.'),
} as const satisfies Readonly<Record<string, ProblemKind>>;

/** Every code of an error answer. */
export type ProblemCode = keyof typeof GENERAL | keyof typeof REFUSED | keyof typeof MEETING | keyof typeof EXPELLED;

/** The one table from code to answer. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = { ...REFUSED, ...MEETING, ...EXPELLED, ...GENERAL };
