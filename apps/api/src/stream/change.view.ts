import { Id, Whole } from '../http/fields.js';

/** The data of an event `referral`. */
export class ChangeView {
  @Id() id: string;
  @Whole({ min: 1, max: 1_000_000 }) version: number;
}
