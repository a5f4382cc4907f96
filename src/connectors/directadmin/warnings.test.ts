import { expect, it } from 'vitest';
import type { PanelWarning } from '../connector.ts';
import { directadmin } from './index.ts';

const SESSION = JSON.stringify({ effectiveUsername: 'resel1', effectiveRole: 'reseller', allowedCommands: [] });

/** The warnings that are found in a box, page by page as the server cuts it. */
async function warningsIn(box: readonly unknown[]): Promise<PanelWarning[]> {
  const { warnings } = directadmin.connect({
    ...{ login: 'resel1', secret: 'secret', zone: 'UTC', now: () => 0, base64: (text) => text },
    call: async ({ path, query = {} }) => {
      const [offset, limit] = [Number(query['offset']), Number(query['limit'])];
      return { status: 200, headers: {}, text: path.includes('messages') ? JSON.stringify(box.slice(offset, offset + limit)) : SESSION };
    },
  });
  const found: PanelWarning[] = [];
  for await (const page of warnings?.(undefined) ?? []) found.push(...page);
  return found;
}

const written = (count: number, timestamp: unknown) => ({
  id: `${count}`,
  subject: `Warning: ${count} emails have just been sent by alice`,
  message: '',
  timestamp,
});
const at = (index: number): string => new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString();

it('finds the newest warnings first, though the server has its oldest first and many of them', async () => {
  const box = Array.from({ length: 1450 }, (_, index) => written(index + 1, at(index)));
  const found = await warningsIn(box);
  expect(found[0]).toMatchObject({ id: '1450', login: 'alice', sent: 1450, domain: '' });
  expect(found.map(({ at: time }) => time)).toEqual(found.map(({ at: time }) => time).sort((a, b) => b - a));
  expect((await warningsIn(box.toReversed()))[0]).toMatchObject({ id: '1450' });
});

it('reads times that are numbers', async () => {
  expect(await warningsIn([written(1000, 1_790_000_000)])).toMatchObject([{ at: 1_790_000_000_000, login: 'alice', sent: 1000 }]);
});
