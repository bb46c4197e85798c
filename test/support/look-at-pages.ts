import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CENTRES, POLICE } from './chain.js';
import { OTHER_PROGRAMME, PROGRAMME } from './programme.js';
import { groupOf, PAGE_ROUTES, type PageGroup } from './page-routes.js';
import { aFilledWorld, type FilledWorld } from './page-world.js';
import { RouteLook, type Trouble } from './route-look.js';

/** Opens every page of a group in every language, colour and window, while it loads, fails, is empty and when the session has ended. */
export function lookAtPages(group: PageGroup): void {
  jest.setTimeout(240_000);
  const shown = PAGE_ROUTES.filter((route) => groupOf(route) === group);
  let world: FilledWorld;
  beforeAll(async () => {
    world = await aFilledWorld();
  });
  afterAll(() => world?.close());

  describe.each(shown)('the page $path', (route) => {
    it('has nothing for axe to find in German and English, light, dark and in forced colours', async () => {
      await RouteLook.at(world, route, idsIn(world), async (look) => {
        const found = [...(await look.axe())];
        await look.english();
        found.push(...(await look.axe()));
        expect(found).toEqual([]);
        expect(look.visit.faults).toEqual([]);
      });
    });

    it('is reached by thumb and keyboard, shows its focus, and is read spaced, at twice its size, on a phone and at 320 pixels', async () => {
      await RouteLook.at(world, route, idsIn(world), async (look) => expect(await look.reach()).toEqual([]));
    });
  });

  describe.each(shown.filter(({ still }) => still !== true))('the page $path in trouble', (route) => {
    it.each(['loading', 'error'] as const satisfies readonly Trouble[])('has nothing for axe to find while "%s"', async (trouble) => {
      await RouteLook.at(world, route, { ...idsIn(world), trouble }, async (look) => {
        const found = [...(await look.axe(trouble))];
        await look.english();
        found.push(...(await look.axe(trouble)));
        expect(found).toEqual([]);
      });
    });

    it('is as good when there is nothing to show', async () => {
      const elsewhere = { ...route, organisationId: emptySide(route.organisationId) };
      await RouteLook.at(world, elsewhere, { id: UNKNOWN }, async (look) => expect(await look.axe('empty')).toEqual([]));
    });

    it('asks to sign in again, with nothing for axe to find, when the session has ended', async () => {
      await RouteLook.at(world, route, idsIn(world), async (look) => {
        const { page, context } = look.visit;
        await context.clearCookies({ name: /^(?!locale)/ });
        // Back at the window after a minute: what is shown is asked for anew.
        await page.clock.setFixedTime(new Date(world.chain.now().getTime() + 60_000));
        await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
        await page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' }).waitFor({ timeout: 60_000 });
        expect(await look.axe('expired')).toEqual([]);
      });
    });
  });
}

const idsIn = ({ id, proposal, measure, plan, meeting }: FilledWorld) => ({ id, proposal, measure, plan, meeting });

/** An id that no referral has. */
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

/** An organisation of the same kind to which nothing has happened. */
function emptySide(organisationId: string): string {
  if (organisationId === POLICE.koeln) return POLICE.muenster;
  if (organisationId === PROGRAMME.id) return OTHER_PROGRAMME.id;
  return organisationId === CENTRES.domstadt.id ? CENTRES.elsewhere.id : organisationId;
}
