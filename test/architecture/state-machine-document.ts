import { MACHINE, machineRows, STATES } from '#domain';

type Row = ReturnType<typeof machineRows>[number];

/** Events that leave the state as it is are listed, not drawn: the drawing shows the way of a referral. */
const drawn = (row: Row): boolean => row.from !== null && row.from !== row.to;

/** The page `docs/state-machine.md`, written from the chain's table and from nothing else. */
export function stateMachineDocument(): string {
  const rows = machineRows();
  return [
    '# The chain as a state machine',
    '',
    'Generated from `libs/domain/src/referral/referral.machine.ts`; `npm run docs` writes it anew, and a test compares it.',
    `${STATES.length} states, ${rows.length} rows. An event that a state does not list is refused with \`not_from_here\`; guards are checked in the order written, and the first that fails names the refusal.`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft: create',
    ...[...new Set(rows.filter(drawn).map((row) => `  ${row.from} --> ${row.to}: ${row.event}`))],
    ...Object.entries(MACHINE).flatMap(([state, events]) => (Object.keys(events).length === 0 ? [`  ${state} --> [*]`] : [])),
    '```',
    '',
    ...[null, ...STATES].flatMap((state) => section(state, rows.filter((row) => row.from === state))),
  ].join('\n');
}

function section(state: Row['from'], rows: readonly Row[]): string[] {
  if (rows.length === 0) return state === null ? [] : [`## ${state}`, '', 'Nothing leads on from here.', ''];
  return [
    `## ${state ?? 'Before the referral exists'}`,
    '',
    '| event | to | by | when | then |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| \`${row.event}\` | ${row.to}${row.provided ? ` (${row.provided})` : ''} | ${row.by.join(', ')} | ${list(row.when)} | ${list(row.then)} |`),
    '',
  ];
}

const list = (names: readonly string[]): string => (names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', '));
