/** The version after this one, in order of letters: "nrw-2026" → "nrw-2026-001" → "nrw-2026-002". */
export function nextVersion(present: string): string {
  const [, name, number] = /^(.*)-(\d{3})$/.exec(present) ?? [];
  const next = name === undefined ? `${present}-001` : `${name}-${String(Number(number) + 1).padStart(3, '0')}`;
  return next > present ? next : `${present}-001`;
}
