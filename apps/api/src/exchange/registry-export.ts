import { CENTRE_KINDS } from '#domain';
import type { Publication } from './registry-publication.js';
import type { NotExported, RegistryExportView } from './registry-export.view.js';

/** What is public, counted by kind, and every centre that is not with the reason. */
export function exportOf({ view, records, changes }: Publication): Pick<RegistryExportView, 'exported' | 'languages' | 'notExported' | 'changedAt'> {
  const codes = new Set(records.map(({ code }) => code));
  return {
    changedAt: changes.at(-1)?.changedAt ?? null,
    exported: CENTRE_KINDS.flatMap((kind) => {
      const own = records.filter((record) => record.kind === kind);
      return own.length === 0 ? [] : [{ kind, centres: own.length, withAddress: own.filter(({ address }) => address !== null).length }];
    }),
    languages: [...new Set(records.flatMap(({ languages }) => languages))].sort(),
    notExported: view
      .centres()
      .filter(({ code }) => !codes.has(code))
      .map(({ id, name, kind, taking }) => ({ id, name, kind, reason: reasonOf(view.centreRecord(id)?.versions ?? [], taking, view.today()) })),
  };
}

function reasonOf(versions: readonly { readonly validFrom: string }[], taking: boolean, today: string): NotExported {
  if (versions.every(({ validFrom }) => validFrom > today)) return 'not_begun';
  return taking ? 'not_active' : 'takes_nobody';
}
