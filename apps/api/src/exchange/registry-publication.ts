import { Injectable } from '@nestjs/common';
import { DirectoryQueries, PublishedRegistry, publicPart, publicServices, type CentreRecord, type EntryChange, type RegistryView } from '#directory';
import { recordsOfToday } from './registry-records.js';

/** The public part of the registry with its history, worked out once for a registry and a day. */
export interface Publication {
  readonly view: RegistryView;
  readonly day: string;
  readonly records: readonly CentreRecord[];
  readonly services: ReadonlyMap<string, { readonly service: unknown; readonly hash: string }>;
  readonly changes: readonly EntryChange[];
}

/** Notes what is public whenever the registry or the day is another one, so that changes can be told. */
@Injectable()
export class RegistryPublication {
  private kept: Publication | null = null;

  constructor(
    private readonly directory: DirectoryQueries,
    private readonly published: PublishedRegistry,
  ) {}

  async read(): Promise<Publication> {
    const view = await this.directory.view();
    const day = view.today();
    if (this.kept?.view === view && this.kept.day === day) return this.kept;
    const records = publicPart(recordsOfToday(view));
    const services = publicServices(records, new Map(view.municipalities().map(({ ags, name }) => [ags, name])));
    const changes = await this.published.note([...services].map(([id, { hash }]) => ({ id, hash })));
    this.kept = { view, day, records, services, changes };
    return this.kept;
  }
}
