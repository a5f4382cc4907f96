import { expect, it } from 'vitest';
import { IncidentId } from '../../../contract/ids.ts';
import { wordsIn } from '../../words.ts';
import { openInTurn } from './case.ts';

const ID = IncidentId.parse('7f9c24e8-3b12-4c6f-9d8e-0a1b2c3d4e5f');

async function openUntil(names: readonly string[], last: string): Promise<readonly string[]> {
  const notes: string[] = [];
  const open = async (reference: string) => {
    if (reference === last) throw new Error('There is no room');
    return { id: ID, reference };
  };
  await expect(openInTurn(names, open, { note: (line) => notes.push(line), say: wordsIn('en') })).rejects.toThrow('There is no room');
  return notes;
}

it('says which cases are open already where one cannot be opened', async () => {
  expect(await openUntil(['2027-001', '2027-002', '2027-003'], '2027-003')).toEqual(['Opened before that, and kept: 2027-001, 2027-002']);
  expect(await openUntil(['2027-001', '2027-002'], '2027-001')).toEqual([]);
});
