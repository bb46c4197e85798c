import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Acting, Policy } from '#access';
import type { Actor } from '#domain';
import { ContactReader, ReferralNotFound } from '#referrals';
import { IdOfAddress, RequestId } from '../http/header.decorator.js';
import { present } from '../http/present.js';
import { Answers } from '../http/responses.js';
import { ContactReadDto } from './contact-read.dto.js';
import { ContactView } from './contact.view.js';

@ApiTags('contact data')
@Controller('api/v1/referrals/:id/contact-reads')
export class ContactReadsController {
  constructor(private readonly contacts: ContactReader) {}

  @ApiOperation({ summary: 'A POST although it reads: every read of contact data is an entry in the trail, in the same transaction.' })
  @Post()
  @HttpCode(200)
  @Policy('contact.read', 'contact.read')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Answers(ContactView)
  async read(@Acting() actor: Actor, @IdOfAddress('id') id: string, @RequestId() requestId: string, @Body() body: ContactReadDto): Promise<ContactView> {
    const found = await this.contacts.read(actor, id, { purpose: body.purpose, text: body.reason ?? null, requestId });
    if (found === null) throw new ReferralNotFound();
    return present(ContactView, found as ContactView);
  }
}
