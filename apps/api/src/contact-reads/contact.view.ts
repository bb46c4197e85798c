import { Instant, Nested, Whole } from '../http/fields.js';
import { ContactDataDto } from '../referrals/contact-data.dto.js';

/** Contact data in clear, for one person and one purpose. A screen hides them again at `hidesAt`. */
export class ContactView {
  @Whole({ min: 1, max: 1_000_000, description: 'Quoted by the attempt that uses it.' }) version: number;
  @Nested(() => ContactDataDto, { pii: 'contact' }) contact: ContactDataDto;
  @Instant() readAt: Date;
  @Instant() hidesAt: Date;
}
