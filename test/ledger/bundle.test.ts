import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe('a bundle', () => {
  it('is valid as it was made, and holds what its client is told', async () => {
    const [anna, boris] = [desk.client('Anna <b>'), desk.client('Борис')];
    await desk.tell(anna);
    await desk.tell(boris);
    await desk.tell(anna, { rung: 'no_bounce_72h', origin: 'time' });
    const { bytes, name } = await desk.exported({ client: anna.id });
    expect(name).toMatch(/^Anna b? ?.*\.zip$/);
    expect(Object.keys(unzipSync(bytes))).toEqual([]);
    expect(await desk.verified(bytes)).toEqual({});
  });
});
