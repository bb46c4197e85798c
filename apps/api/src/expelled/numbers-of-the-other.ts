import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain';
import { ExpelledQueries } from '#expelled';
import { ContactReader, ContactReadRefused } from '#referrals';

/**
 * The telephone numbers of the endangered persons of a deployment, as long as its police may still read them: a number that both share must not be
 * called by those who work with the expelled person. The read is one of contact data, and stands in the trail as such.
 */
@Injectable()
export class NumbersOfTheOther {
  constructor(
    private readonly contacts: ContactReader,
    private readonly expelled: ExpelledQueries,
  ) {}

  /** Of one referral of the own authority. Empty when nothing may be read any more. */
  async ofReferral(actor: Actor, referralId: string | null, requestId: string): Promise<readonly string[]> {
    if (referralId === null) return [];
    try {
      const found = await this.contacts.read(actor, referralId, { purpose: 'correction', text: null, requestId });
      if (found === null) return [];
      const { core, safeContact } = found.contact;
      return [...core.phones.map(({ number }) => number), ...(safeContact?.trustedPerson ? [safeContact.trustedPerson.phone] : [])];
    } catch (error) {
      if (error instanceof ContactReadRefused) return [];
      throw error;
    }
  }

  /** Of every referral of the deployment from which an expelled person's referral came. */
  async ofOrigin(actor: Actor, expelledId: string, requestId: string): Promise<readonly string[]> {
    const { sameDeployment } = await this.expelled.read(actor, expelledId);
    const numbers: string[] = [];
    for (const { id } of sameDeployment) numbers.push(...(await this.ofReferral(actor, id, requestId)));
    return numbers;
  }
}
