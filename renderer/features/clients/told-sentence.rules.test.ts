import { describe, expect, it } from 'vitest';
import { saysTold } from './told-sentence.rules.ts';

const contact = { email: 'a@shop.example', validTo: null };

describe('saysTold', () => {
  it('leaves it to the mail problems where the addresses of a client are blocked', () => {
    expect(saysTold({ told: 'blocked', contacts: [contact] })).toBe(false);
  });

  it('says that an address is missing, and every other state', () => {
    expect(saysTold({ told: 'blocked', contacts: [] })).toBe(true);
    expect(
      saysTold({
        told: 'blocked',
        contacts: [
          { email: '', validTo: null },
          { ...contact, validTo: '2026-01-01' },
        ],
      }),
    ).toBe(true);
    expect(saysTold({ told: 'told', contacts: [contact] })).toBe(true);
  });
});
