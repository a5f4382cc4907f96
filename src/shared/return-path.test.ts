import { describe, expect, it } from 'vitest';
import { returnPathFor } from './return-path.ts';

describe('Where reports about a message are returned to', () => {
  const messageId = '<0193a5c4-7b1e-7c33-9a55-0123456789ab@studio.example>';

  it('is the address as it is where it has no place for a code', () => {
    expect(returnPathFor('bounces@studio.example', messageId)).toBe('bounces@studio.example');
  });

  it('has the code of the message in the place of the star, and no more than an address may hold before the @', () => {
    const path = returnPathFor('bounces+*@studio.example', messageId);
    expect(path).toBe('bounces+0193a5c47b1e7c339a550123456789ab@studio.example');
    expect(path.replace(/@.*$/, '').length).toBeLessThanOrEqual(64);
  });
});
