import { describe, expect, it } from 'vitest';
import { saysTold } from './told-sentence.rules.ts';

const contact = { email: 'a@shop.example', validTo: null };

describe('saysTold', () => {
  it('leaves it to the mail problems where the addresses of a client are blocked', () => {
    expect(saysTold({ told: 'blocked', contacts: [contact], reachable: false })).toBe(false);
  });

  it('leaves a notice that failed to them too, and says it where an address works', () => {
    expect(saysTold({ told: 'failed', contacts: [contact], reachable: false })).toBe(false);
    expect(saysTold({ told: 'failed', contacts: [contact], reachable: true })).toBe(true);
  });

  it('does not say of a notice that failed what it would take back', () => {
    expect(saysTold({ told: 'failed', contacts: [contact], reachable: undefined })).toBe(false);
  });

  it('says that an address is missing, and every other state', () => {
    expect(saysTold({ told: 'blocked', contacts: [], reachable: true })).toBe(true);
    expect(
      saysTold({
        told: 'blocked',
        reachable: true,
        contacts: [
          { email: '', validTo: null },
          { ...contact, validTo: '2026-01-01' },
        ],
      }),
    ).toBe(true);
    expect(saysTold({ told: 'told', contacts: [contact], reachable: true })).toBe(true);
  });
});
