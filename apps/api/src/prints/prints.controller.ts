import { Body, Controller, Inject, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy, Session, type SignedIn } from '#access';
import type { Actor, ContactData } from '#domain';
import { ContactReadRefused, ContactReader, ReferralNotFound, ReferralQueries } from '#referrals';
import { ContactReadDto } from '../contact-reads/contact-read.dto.js';
import { IdOfAddress, RequestId } from '../http/header.decorator.js';
import { NOW } from '../services.js';
import { toSheet } from './sheet-content.js';
import { drawSheet } from './sheet-pdf.js';

/** Refusals that concern the data and not the question: the sheet is printed without the person. */
const WITHOUT_PERSON: readonly string[] = ['contact_locked', 'police_access_ended', 'no_key'];

@ApiTags('contact data')
@Controller('api/v1/referrals/:id/prints')
export class PrintsController {
  constructor(
    private readonly contacts: ContactReader,
    private readonly referrals: ReferralQueries,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiOperation({ summary: 'One page of paper as a tagged PDF, in place of the fax. Each print is an entry in the trail with its purpose; contact data that this person may not read are left out.' })
  @Post()
  @Policy('contact.read', 'contact.printed')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The sheet.', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async print(
    @Session() { actor, displayName, organisationName }: SignedIn,
    @IdOfAddress('id') id: string,
    @RequestId() requestId: string,
    @Body() body: ContactReadDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const contact = await this.readForPaper(actor, id, body, requestId);
    const detail = await this.referrals.find(actor, id);
    if (detail === null) throw new ReferralNotFound();
    const at = this.now();
    const sheet = toSheet({ detail, contact, by: { name: displayName, role: actor.role, organisation: organisationName }, purpose: body.purpose, at });
    void reply.status(200);
    // A file's name stays in the list of downloads: the code says nothing to others.
    return new StreamableFile(await drawSheet(sheet, at), { type: 'application/pdf', disposition: `attachment; filename="${detail.row.reference}.pdf"` });
  }

  private async readForPaper(actor: Actor, id: string, { purpose, reason }: ContactReadDto, requestId: string): Promise<ContactData | null> {
    try {
      const found = await this.contacts.read(actor, id, { purpose, text: reason ?? null, requestId, action: 'contact.printed' });
      if (found === null) throw new ReferralNotFound();
      return found.contact;
    } catch (error) {
      if (error instanceof ContactReadRefused && WITHOUT_PERSON.includes(error.code)) return null;
      throw error;
    }
  }
}
