import type { DataSource } from 'typeorm';
import { ActionPlans, Mandates, MeetingQueries, Meetings, Minutes, ResolutionClock, Resolutions, ReviewReminders } from '#coordination';
import { organisationIdOf, type DirectoryQueries } from '#directory';
import { addDays, instantAt, isWorkingDay, localDayOf, nextWorkingDay, type Calendar, type LocalDay } from '#domain';
import { TenantDatabase } from '#persistence';
import { fictional } from './catalogue.js';
import { BODIES, demoPlan, POSITION } from './office-entries.js';
import { onlyOf, staffOf, STATE_OFFICE } from './people.js';

interface OfficeWorld {
  readonly app: DataSource;
  readonly clock: DataSource;
  readonly directory: Pick<DirectoryQueries, 'calendar'>;
  readonly end: Date;
}

const REQUEST = 'demo';
const DISTRICT = '05111';
const NETWORK = 'DEMO-NETZ-RHEIN';
const GUESTS = { centre: 'DEMO-RHEINBOGEN', men: 'DEMO-MAENNER-RR', young: 'DEMO-JUGEND', police: 'PP-Duesseldorf' } as const;

/** Plays the task fields of the office around the end of the demo: a round table, a conference, an action plan, mandates. Through the use cases, with a moved `now`. */
export async function playOffice({ app, clock, directory, end }: OfficeWorld): Promise<void> {
  const office = new PlayedOffice(new TenantDatabase(app), await directory.calendar(), end);
  await office.enterPlan();
  await office.enterMandates();
  await office.holdRoundTable();
  await office.reviewAndApprove();
  await office.planAhead();
  await fireResolutions(clock, end);
  await new ReviewReminders(new TenantDatabase(clock)).remind(end);
}

class PlayedOffice {
  private current: Date;
  private readonly today: LocalDay;
  private readonly now = (): Date => this.current;
  private readonly meetings: Meetings;
  private readonly minutes: Minutes;
  private readonly resolutions: Resolutions;
  private readonly queries: MeetingQueries;
  private readonly plans: ActionPlans;
  private readonly mandates: Mandates;
  private readonly writer = onlyOf(STATE_OFFICE.code, 'state_coordinator');
  private readonly second = staffOf(STATE_OFFICE.code, 'state_coordinator')[1] ?? this.writer;
  private readonly network = onlyOf(NETWORK, 'local_coordinator');
  private roundTable = '';

  constructor(
    tenants: TenantDatabase,
    private readonly calendar: Calendar,
    private readonly end: Date,
  ) {
    this.current = end;
    this.today = localDayOf(end);
    const given = (): Promise<Calendar> => Promise.resolve(calendar);
    this.meetings = new Meetings(tenants, given, this.now);
    this.minutes = new Minutes(tenants, this.now);
    this.resolutions = new Resolutions(tenants, given, this.now);
    this.queries = new MeetingQueries(tenants, given, this.now);
    this.plans = new ActionPlans(tenants, this.now);
    this.mandates = new Mandates(tenants, this.now);
  }

  async enterPlan(): Promise<void> {
    const { frame, measures } = demoPlan(this.today);
    this.moveTo(-200);
    const plan = await this.plans.enterPlan(this.writer, frame, REQUEST);
    for (const { released, ...measure } of measures) {
      // Entered on the day since which it stands so, or once what it says has happened.
      const [known = measure.statusOn] = [measure.statusOn, ...measure.milestones.flatMap(({ doneOn }) => doneOn ?? [])].sort().reverse();
      this.current = instantAt(known, '18:00');
      const id = await this.plans.enterMeasure(this.writer, plan, measure, REQUEST);
      if (released) await this.plans.releaseMeasure(this.second, id, true, 1, REQUEST);
    }
  }

  async enterMandates(): Promise<void> {
    this.moveTo(-170);
    const on = (days: number): LocalDay => addDays(this.today, days);
    const person = (name: string): string => fictional(name);
    for (const name of Object.values(BODIES)) await this.mandates.enterBody(this.writer, name, REQUEST);
    const [council, network] = [await this.bodyId(BODIES.council), await this.bodyId(BODIES.network)];
    await this.mandates.enterMandate(this.writer, council, { seat: 'Landeskoordinierung', delegate: person('Robin Beispiel'), deputy: person('Toni Probe'), startsOn: on(-690), endsOn: on(40) }, REQUEST);
    await this.mandates.enterMandate(this.writer, network, { seat: 'Nordrhein-Westfalen', delegate: person('Kim Muster'), deputy: person('Luca Vorlage'), startsOn: on(-300), endsOn: null }, REQUEST);
    await this.mandates.enterPaper(this.writer, council, { title: POSITION.title, content: POSITION.first }, REQUEST);
    await this.mandates.enterSitting(this.writer, council, this.workday(21), REQUEST);
    await this.mandates.enterSitting(this.writer, network, this.workday(55), REQUEST);
    this.moveTo(-168);
    await this.mandates.approvePaper(this.second, await this.paperId(), 1, REQUEST);
  }

  /** In the past, with released minutes; one resolution is late, one done, one still ahead. */
  async holdRoundTable(): Promise<void> {
    const day = this.workday(-42);
    this.moveTo(-75);
    const plan = { kind: 'round_table', title: fictional('Runder Tisch Düsseldorf'), districtAgs: DISTRICT, startsAt: instantAt(day, '14:00'), endsAt: instantAt(day, '16:30'), place: fictional('Rathaus, Saal 2') } as const;
    const id = await this.meetings.plan(this.network, plan, { every: 3, unit: 'months' }, REQUEST);
    await this.meetings.invite(this.network, { id, version: 1 }, Object.values(GUESTS).map(organisationIdOf), REQUEST);
    this.moveTo(-60);
    await this.answer(id, 'centre', 'centre_lead', 'accepted', 2);
    await this.answer(id, 'police', 'police_lead', 'accepted', 1);
    await this.answer(id, 'men', 'centre_lead', 'declined', 0);
    await this.minutes.setAgenda(this.network, { id, version: 2 }, ['Laufzeiten im Kreis', 'Bereitschaft am Wochenende', 'Verschiedenes'].map((title) => ({ id: null, title })), REQUEST);
    this.current = instantAt(day, '18:00');
    const { items } = await this.queries.read(this.network, id);
    const said = [['Die Zahlen des letzten Vierteljahrs werden vorgestellt.', 'An Wochenenden dauert der erste Kontakt am längsten.'], ['Eine gemeinsame Bereitschaft mit dem Nachbarkreis wird geprüft.'], ['Der nächste Termin steht fest.']];
    const attended = [{ organisationId: organisationIdOf(GUESTS.centre), persons: 2 }, { organisationId: organisationIdOf(GUESTS.police), persons: 1 }];
    await this.minutes.record(this.network, { id, version: 3 }, { items: items.map((item, index) => ({ id: item.id, minutes: said[index] ?? [] })), attended, release: true }, REQUEST);
    const decide = (item: number, text: string, owner: string, days: number): Promise<string> =>
      this.resolutions.decide(this.network, id, { itemId: items[item]?.id ?? null, text, ownerId: organisationIdOf(owner), dueOn: this.workday(days) }, REQUEST);
    await decide(1, 'Vorschlag für eine gemeinsame Bereitschaft am Samstag vorlegen', GUESTS.centre, -10);
    const done = await decide(0, 'Dienststellen über die neuen Telefonzeiten unterrichten', GUESTS.police, -14);
    await decide(1, 'Kosten der Bereitschaft mit dem Nachbarkreis klären', NETWORK, 25);
    this.moveTo(-20);
    await this.resolutions.close(onlyOf(GUESTS.police, 'police_lead'), { id: done, version: 1 }, { state: 'done', note: 'Rundschreiben an alle Wachen (fiktiv)' }, REQUEST);
    this.roundTable = id;
  }

  async reviewAndApprove(): Promise<void> {
    this.moveTo(-12);
    const paper = await this.paperId();
    await this.mandates.changePaper(this.writer, paper, { title: POSITION.title, content: POSITION.second }, 1, REQUEST);
    this.moveTo(-9);
    await this.mandates.approvePaper(this.second, paper, 2, REQUEST);
  }

  /** The next sitting, to which the same are invited, and a conference of the office. */
  async planAhead(): Promise<void> {
    this.moveTo(-6);
    const next = await this.meetings.planNext(this.network, this.roundTable, REQUEST);
    await this.minutes.setAgenda(this.network, { id: next, version: 1 }, ['Stand der Bereitschaft', 'Neue Kooperationsmodelle'].map((title) => ({ id: null, title })), REQUEST);
    const day = this.workday(24);
    const plan = { kind: 'conference', title: fictional('Fachtag: Wege nach dem Einsatz'), districtAgs: null, startsAt: instantAt(day, '10:00'), endsAt: instantAt(day, '16:00'), place: fictional('Tagungshaus am Rhein') } as const;
    const conference = await this.meetings.plan(this.writer, plan, null, REQUEST);
    await this.meetings.invite(this.writer, { id: conference, version: 1 }, [NETWORK, ...Object.values(GUESTS)].map(organisationIdOf), REQUEST);
    this.moveTo(-3);
    await this.answer(next, 'centre', 'centre_lead', 'accepted', 2);
    await this.answer(next, 'young', 'centre_lead', 'tentative', 1);
    await this.meetings.answer(this.network, conference, { answer: 'accepted', persons: 1 }, REQUEST);
  }

  private answer(id: string, guest: keyof typeof GUESTS, role: 'centre_lead' | 'police_lead', answer: 'accepted' | 'declined' | 'tentative', persons: number): Promise<void> {
    return this.meetings.answer(onlyOf(GUESTS[guest], role), id, { answer, persons }, REQUEST);
  }

  private async bodyId(name: string): Promise<string> {
    return (await this.mandates.bodies(this.writer)).find((body) => body.name === name)?.id ?? '';
  }

  private async paperId(): Promise<string> {
    return (await this.mandates.bodies(this.writer)).flatMap(({ papers }) => papers)[0]?.id ?? '';
  }

  private at(days: number): Date {
    return instantAt(addDays(this.today, days), '10:00');
  }

  private moveTo(days: number): void {
    this.current = this.at(days);
  }

  /** So many days from the end of the demo, or the next day for work. */
  private workday(days: number): LocalDay {
    const day = addDays(localDayOf(this.end), days);
    return isWorkingDay(day, 'AT', this.calendar) ? day : nextWorkingDay(day, 'AT', this.calendar);
  }
}

/** Each rung at its instant, as the worker would have done. */
async function fireResolutions(clock: DataSource, end: Date): Promise<void> {
  const database = new TenantDatabase(clock);
  for (let at = end.getTime() - 45 * DAY_MS; at < end.getTime(); at += DAY_MS / 4) await new ResolutionClock(database, () => new Date(at)).fireDue(100);
  await new ResolutionClock(database, () => end).fireDue(100);
}
const DAY_MS = 86_400_000;
