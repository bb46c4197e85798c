import { attemptRuleMet, type OracleAttempt } from './attempt-rule.js';
import { KEPT, type OracleCentre, type OracleClock } from './clock-table.js';
import { dueMinute, type OracleRule } from './due.js';
import type { OracleConsent, OracleEvent } from './events.js';
import { MeasuredClocks } from './measured-clocks.js';
import type { Running } from './running-clocks.js';
import type { Minute } from './timeline.js';

export type OracleState = 'none' | 'draft' | 'submitted' | 'returned' | 'declined' | 'accepted' | 'contacting' | 'reached' | 'closed' | 'withdrawn';

/**
 * One referral by the table of chain.md, stepping minute by minute. It is told only what people do, and notes which rungs fire when and
 * whom they tell. It refuses nothing: whoever makes the history sees to it that the chain allows it.
 */
export class OracleReferral extends MeasuredClocks {
  state: OracleState = 'none';
  centre: OracleCentre | null = null;
  consent: OracleConsent | null = null;
  attempts: OracleAttempt[] = [];
  highRisk = false;
  acceptedHere = false;
  recalled = false;
  private closedAt: Minute | null = null;
  private closedBy: 'centre' | 'others' = 'others';
  private assignedAt: Minute = 0;
  private flaggedAt: Minute = 0;
  private letterAllowed = false;
  private suspended = new Map<OracleClock, Running>();
  private undoable = new Map<OracleClock, Running>();

  /** What one request brings happens now: after everything that was due by now, before everything that it makes due. */
  happen(...events: readonly OracleEvent[]): void {
    for (const event of events) this.decide(event);
    this.tick();
  }

  get lastAttemptAt(): Minute {
    return Math.max(this.assignedAt, ...this.attempts.map(({ at }) => at));
  }

  /** Within 14 days of a closing by the centre, while the data are kept. */
  reopenable(): boolean {
    const kept = (this.clocks.get('retention')?.dueAt ?? 0) > this.now;
    return this.closedBy === 'centre' && this.closedAt !== null && kept && this.now - this.closedAt <= 14 * 1440;
  }

  minutesLeftToPause(kind: OracleClock): number {
    return this.terms().pauseCapHours * 60 - (this.clocks.get(kind)?.stoodMinutes ?? 0);
  }

  attemptRuleMet(): boolean {
    return attemptRuleMet(this.attempts, this.letterAllowed, this.timeline);
  }

  protected told(tells: readonly string[]): readonly string[] {
    const names = tells.map((one) => {
      // While no centre holds the referral, the police owe the next step.
      if (this.state === 'draft' || this.state === 'declined') {
        if (one === 'centre:counsellor') return 'police:victim_protection';
        if (one === 'centre:centre_lead') return 'police:police_lead';
      }
      return one.startsWith('centre:') ? one.replace('centre', this.centre?.name ?? 'nobody') : one;
    });
    return [...new Set(names)].sort();
  }

  protected override party(): { readonly centre: OracleCentre; readonly held: boolean } {
    if (this.centre === null) throw new Error('the oracle asks for terms that nobody has agreed');
    return { centre: this.centre, held: this.state !== 'draft' };
  }

  private decide(event: OracleEvent): void {
    switch (event.event) {
      case 'create':
        this.state = 'draft';
        this.centre = event.centre;
        this.letterAllowed = event.letter;
        this.consented(event.consent);
        this.order(event.measure);
        this.flag(event.highRisk);
        this.keep('draft');
        return;
      case 'submit':
        this.centre = event.centre;
        this.state = 'submitted';
        this.assignedAt = this.now;
        if (event.atOnce) this.heldFromNow();
        this.consented(event.consent);
        this.order(event.measure);
        this.flag(event.highRisk);
        this.stop('transfer', 'retention');
        this.start('acknowledge', ({ acknowledge }) => acknowledge);
        this.start('first_attempt', ({ firstAttempt }) => firstAttempt);
        return;
      case 'accept':
        this.state = 'accepted';
        this.acceptedHere = true;
        this.undoable = new Map([...this.clocks].filter(([kind]) => kind === 'acknowledge' || kind === 'high_risk'));
        this.stop('acknowledge');
        this.start('attempt_series', ({ attemptSeries }) => attemptSeries);
        if (this.clocks.has('high_risk')) {
          this.stop('high_risk');
          this.start('high_risk_attempt', ({ highRiskAttempt }) => highRiskAttempt, this.flaggedAt);
        }
        return;
      case 'undo_accept':
        return this.undoAcceptance();
      case 'decline':
        this.state = 'declined';
        this.stop('acknowledge');
        this.start('reroute', this.highRisk ? ({ rerouteHighRisk }) => rerouteHighRisk : ({ reroute }) => reroute);
        return;
      case 'return':
        this.state = 'returned';
        this.stop('acknowledge');
        this.start('clarify', ({ clarify }) => clarify);
        return;
      case 'correct':
        this.state = this.acceptedHere ? 'accepted' : 'submitted';
        this.order(event.measure);
        this.flag(event.highRisk);
        this.stop('clarify');
        if (!this.acceptedHere) this.start('acknowledge', ({ acknowledge }) => acknowledge);
        return;
      case 'reassign':
      case 'forward':
        this.assign(event.centre);
        return;
      case 'supplement':
        this.order(event.measure);
        this.flag(event.highRisk);
        return;
      default:
        this.decideContact(event);
    }
  }

  private decideContact(event: OracleEvent): void {
    switch (event.event) {
      case 'attempt':
        this.state = 'contacting';
        this.attempts.push(event);
        this.stop('first_attempt', 'high_risk', 'high_risk_attempt');
        if (this.attemptRuleMet()) this.stop('attempt_series');
        return;
      case 'reached':
        this.state = 'reached';
        this.reachedAt ??= event.at;
        this.stop('first_attempt', 'high_risk', 'high_risk_attempt', 'attempt_series', 'contact_in_protection');
        if (this.consent?.feedback) this.start('feedback', ({ feedback }) => feedback);
        return;
      case 'pause': {
        const clock = this.clocks.get(event.clock);
        if (clock) clock.pause = { from: this.now, until: event.until };
        return;
      }
      case 'resume': {
        const clock = this.clocks.get(event.clock);
        if (clock) this.goOn(clock, this.now);
        return;
      }
      case 'measure':
        this.changeMeasure(event.change, event.on);
        return;
      default:
        this.decideEnd(event);
    }
  }

  private decideEnd(event: OracleEvent): void {
    switch (event.event) {
      case 'close':
        // A pause ends with the closing.
        for (const clock of this.clocks.values()) this.goOn(clock, this.now);
        this.suspended = new Map(this.clocks);
        this.end('closed', event.outcome);
        this.closedBy = 'centre';
        return;
      case 'close_unplaced':
        return this.end('closed', 'not_placeable');
      case 'withdraw_consent':
        return this.end('closed', 'consent_withdrawn');
      case 'withdraw':
      case 'confirm_recall':
        return this.end('withdrawn', 'withdrawn');
      case 'reopen':
        return this.reopen();
      case 'recall':
        this.recalled = true;
        return;
      default:
        throw new Error(`the oracle does not know ${event.event}`);
    }
  }

  private consented(consent: OracleConsent | null): void {
    if (consent === null) return;
    this.consent = consent;
    if (this.state === 'draft') this.start('transfer', ({ transfer }) => transfer, consent.givenAt);
  }

  /** The flag is raised: two hours for the acceptance; where that is done, the same day for the next attempt. */
  private flag(raised: boolean): void {
    if (!raised || this.highRisk || !this.consent?.risk) return;
    this.highRisk = true;
    this.flaggedAt = this.now;
    const accepted = this.state === 'accepted' || this.state === 'contacting';
    if (accepted) this.start('high_risk_attempt', ({ highRiskAttempt }) => highRiskAttempt);
    else this.start('high_risk', ({ highRiskAccept }) => highRiskAccept);
  }

  private assign(centre: OracleCentre): void {
    this.centre = centre;
    this.assignedAt = this.now;
    this.state = 'submitted';
    this.acceptedHere = false;
    this.stop('reroute', 'attempt_series', 'feedback');
    this.start('acknowledge', ({ acknowledge }) => acknowledge);
  }

  /** As if the acceptance had not been: what it ended goes on, what it began is gone. */
  private undoAcceptance(): void {
    this.state = 'submitted';
    this.acceptedHere = false;
    this.stop('attempt_series');
    if (this.undoable.has('high_risk')) this.stop('high_risk_attempt');
    for (const [kind, clock] of this.undoable) this.clocks.set(kind, this.goesOn(clock));
  }

  private end(state: OracleState, ending: string): void {
    this.state = state;
    this.closedBy = 'others';
    this.closedAt = this.now;
    this.clocks.clear();
    this.keep(ending);
  }

  /** How long the data stay. Whoever was not reached is forgotten at the latest so many days after the end of the measure, and at once if that has passed. */
  private keep(ending: string): void {
    const rule: OracleRule | undefined = KEPT[ending];
    if (rule === undefined) throw new Error(`nobody knows how long ${ending} is kept`);
    let dueAt = dueMinute(rule, this.now, this.timeline, null);
    if (ending === 'not_reached' && this.measure && rule !== 'end_of_next_AT') {
      dueAt = Math.max(this.now, Math.min(dueAt, this.timeline.endOf(this.protectedUntil() + rule.amount)));
    }
    this.enter('retention', this.now, dueAt);
  }

  /** What the closing ended goes on as if it had not been, the end of a measure only while that runs; the attempts are owed anew. */
  private reopen(): void {
    this.state = 'contacting';
    this.closedAt = null;
    this.stop('retention');
    this.start('attempt_series', ({ attemptSeries }) => attemptSeries);
    const protects = this.measure !== null && !this.measure.lifted && this.timeline.endOf(this.protectedUntil()) > this.now;
    const goOn: readonly OracleClock[] = ['first_attempt', 'high_risk_attempt', 'contact_in_protection', ...(protects ? (['measure_end', 'measure_extended'] as const) : [])];
    for (const kind of goOn) {
      const clock = this.suspended.get(kind);
      if (clock) this.clocks.set(kind, this.goesOn(clock));
    }
  }

  private goesOn(clock: Running): Running {
    const late = clock.rungs.filter((rung) => rung.due > this.now * 60 || !rung.rung.startsWith('warning'));
    return { ...clock, rungs: late, armedAt: this.now };
  }
}
