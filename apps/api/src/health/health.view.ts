import { OneOf } from '../http/fields.js';

const UP = ['up', 'down'] as const;

export class LiveView {
  @OneOf(['live']) status: string;
}

export class HealthView {
  @OneOf(['ready', 'degraded', 'unready']) status: 'ready' | 'degraded' | 'unready';
  @OneOf(UP) database: (typeof UP)[number];
  @OneOf(UP) schema: (typeof UP)[number];
  @OneOf(UP) keystore: (typeof UP)[number];
  @OneOf(UP) queue: (typeof UP)[number];
}
