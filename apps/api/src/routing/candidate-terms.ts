import { Injectable } from '@nestjs/common';
import { dueAt, type RoutingCandidate } from '#domain';
import { DirectoryQueries } from '#directory';

/** What somebody wants to know of a candidate before handing over: whether anybody is there, and whether that is soon enough. */
export interface CandidateTerms {
  readonly onCallUntil: Date | null;
  readonly phone: string | null;
  readonly contactDueAt: Date | null;
  readonly opensTooLate: boolean;
}

/** Adds to a ranked candidate what the directory, the roster and the agreement say about it at an instant. Names nobody. */
@Injectable()
export class CandidateTermsQueries {
  constructor(private readonly directory: DirectoryQueries) {}

  /** For a hand-over at `at` by this authority. */
  async of(candidate: RoutingCandidate, policeAuthorityId: string, at: Date): Promise<CandidateTerms> {
    const { id } = candidate.centre;
    const centre = await this.directory.centre(id);
    const onCallUntil = candidate.openNow ? null : await this.directory.onCallUntil(id, at);
    const contactDueAt = await this.contactDueAt(policeAuthorityId, id, at);
    const late = contactDueAt !== null && (candidate.opensAt === null || candidate.opensAt > contactDueAt);
    return { onCallUntil, phone: centre?.phone ?? null, contactDueAt, opensTooLate: late && onCallUntil === null };
  }

  private async contactDueAt(policeAuthorityId: string, centreId: string, at: Date): Promise<Date | null> {
    const { parameters } = await this.directory.agreementFor(policeAuthorityId, centreId, at);
    const hours = await this.directory.openingHours(centreId);
    try {
      return dueAt(parameters.firstAttempt, at, await this.directory.calendar(), hours ?? undefined);
    } catch {
      // A rule nobody can compute is said, with its reason, when somebody hands over.
      return null;
    }
  }
}
