import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ViewId } from '../../src/contract/ids.ts';
import { usageHandlers } from '../../src/features/usage/index.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { CALL, NO_PANEL } from './support.ts';

let test: TestCore;
beforeEach(() => {
  test = openTestCore();
});
afterEach(() => test.close());

describe('saved views', () => {
  it('are kept, renamed and taken away', async () => {
    const usage = usageHandlers(test.core, NO_PANEL);
    const question = { span: 'd7', filter: { search: 'x', states: [], only: ['failing'] }, sort: 'failed', descending: true } as const;
    const saved = await usage.saveView({ name: 'Failing', question: { ...question, filter: { ...question.filter, states: [], only: ['failing'] } } }, CALL);
    await usage.saveView(
      { id: ViewId.parse(saved.id), name: 'Échecs', question: { ...question, filter: { ...question.filter, states: [], only: ['failing'] } } },
      CALL,
    );
    expect(await usage.views({}, CALL)).toEqual([{ id: ViewId.parse(saved.id), name: 'Échecs', question }]);
    await usage.removeView({ id: ViewId.parse(saved.id) }, CALL);
    expect(await usage.views({}, CALL)).toEqual([]);
    await expect(usage.removeView({ id: ViewId.parse(saved.id) }, CALL)).rejects.toMatchObject({ code: 'view_not_found' });
  });
});
