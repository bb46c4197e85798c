import { loggedCases, LOG_NOTE, PATH_STEPS, type LoggedCase } from '#domain';
import type { PublishedPaths } from '#turnaround';

/** Cases in one piece of the file. */
const SHEAF = 500;
/** OCEL gives an attribute that never changes this instant. */
const EVER = '1970-01-01T00:00:00.000Z';

/** What a log says of itself: which publication it was made from, by name. */
const about = ({ report, sha256 }: PublishedPaths): readonly (readonly [string, string])[] => [
  ['note', LOG_NOTE], ['period', report.period], ['as_of', report.asOf], ['settled_on', report.settledOn], ['sha256', sha256],
  ['referrals', String(report.referrals ?? '')], ['others', String(report.others ?? '')],
];

/** The published paths as an OCEL 2.0 log in JSON, piece by piece: one object per case, and one for the publication that all were made from. */
export function* ocelLog(published: PublishedPaths): Generator<string> {
  const properties = about(published);
  const publication = { id: 'publication', type: 'publication', attributes: properties.map(([name, value]) => ({ name, value, time: EVER })), relationships: [] };
  const types = {
    eventTypes: PATH_STEPS.map((name) => ({ name, attributes: [] })),
    objectTypes: [{ name: 'publication', attributes: properties.map(([name]) => ({ name, type: 'string' })) }, { name: 'referral', attributes: [] }],
  };
  yield `${JSON.stringify(types).slice(0, -1)},"objects":[${JSON.stringify(publication)}`;
  for (const cases of sheaves(loggedCases(published.report))) yield cases.map((each) => `,${JSON.stringify(objectOf(each))}`).join('');
  yield '],"events":[';
  let first = true;
  for (const cases of sheaves(loggedCases(published.report))) {
    yield `${first ? '' : ','}${cases.flatMap(eventsOf).map((event) => JSON.stringify(event)).join(',')}`;
    first = false;
  }
  yield ']}\n';
}

const objectOf = ({ id }: LoggedCase) => ({ id: `referral-${id}`, type: 'referral', attributes: [], relationships: [{ objectId: 'publication', qualifier: 'made_from' }] });

const eventsOf = ({ id, events }: LoggedCase) =>
  events.map(({ step, at }, index) => ({
    id: `event-${id}-${index + 1}`, type: step, time: at.toISOString(), attributes: [], relationships: [{ objectId: `referral-${id}`, qualifier: 'of' }],
  }));

/** The published paths as an XES log (IEEE 1849), piece by piece: one trace per case. */
export function* xesLog(published: PublishedPaths): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">${text('concept:name', 'referral')}</global>
  <global scope="event">${text('concept:name', 'submitted')}${instant(EVER)}</global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
  ${text('concept:name', `zeitnah ${published.report.period}`)}
  ${about(published).map(([name, value]) => text(name, value)).join('\n  ')}
`;
  for (const cases of sheaves(loggedCases(published.report))) yield cases.map(traceOf).join('');
  yield '</log>\n';
}

const traceOf = ({ id, events }: LoggedCase): string =>
  `  <trace>${text('concept:name', `referral-${id}`)}${events.map(({ step, at }) => `<event>${text('concept:name', step)}${instant(at.toISOString())}</event>`).join('')}</trace>\n`;

const text = (key: string, value: string): string => `<string key="${key}" value="${escaped(value)}"/>`;
const instant = (at: string): string => `<date key="time:timestamp" value="${at}"/>`;
const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function* sheaves<T>(items: Iterable<T>): Generator<readonly T[]> {
  let sheaf: T[] = [];
  for (const item of items) {
    sheaf.push(item);
    if (sheaf.length === SHEAF) {
      yield sheaf;
      sheaf = [];
    }
  }
  if (sheaf.length > 0) yield sheaf;
}
