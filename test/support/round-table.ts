import { expect } from '@jest/globals';
import type { TestApi } from './app.js';
import { CENTRES, NETWORK, POLICE, type Chain } from './chain.js';

/** A round table of Köln that has just begun: invited to, with an agenda, minutes and an open resolution. Answers its id. */
export async function aRoundTable(api: TestApi, { now }: Pick<Chain, 'now'>): Promise<string> {
  const network = await api.signedIn(NETWORK.id, 'local_coordinator');
  const startsAt = new Date(now().getTime() - 60_000);
  const answered = async (sent: ReturnType<typeof network.post>): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await sent;
    expect([answer.status < 300, answer.text]).toEqual([true, expect.any(String)]);
    return answer.body;
  };
  const put = (path: string, version: unknown, body: unknown) => network.send('PUT', `/api/v1/coordination/meetings/${path}`, { body, headers: { 'if-match': `"${String(version)}"` } });
  const planned = await answered(
    network.post('/coordination/meetings', {
      kind: 'round_table', title: 'Runder Tisch (fiktiv)', districtAgs: '05315', startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000), place: 'Rathaus, Saal 2', rhythm: { every: 3, unit: 'months' },
    }),
  );
  const id = String(planned['id']);
  await answered(network.post(`/coordination/meetings/${id}/invitations`, { organisationIds: [CENTRES.koeln.id, CENTRES.domstadt.id, POLICE.koeln] }, { 'if-match': '"1"' }));
  const { items } = (await answered(put(`${id}/agenda`, 2, { items: [{ title: 'Bereitschaft am Wochenende' }, { title: 'Verschiedenes' }] }))) as { readonly items: readonly { readonly id: string }[] };
  const attended = [{ organisationId: CENTRES.koeln.id, persons: 2 }];
  await answered(put(`${id}/minutes`, 3, { items: items.map((item) => ({ id: item.id, minutes: ['Alle berichten kurz.'] })), attended, release: true }));
  await answered(network.post(`/coordination/meetings/${id}/resolutions`, { itemId: items[0]?.id, text: 'Bereitschaft am Samstag klären', ownerId: CENTRES.koeln.id, dueOn: '2027-04-15' }));
  return id;
}
