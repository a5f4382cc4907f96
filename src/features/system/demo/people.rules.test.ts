import { describe, expect, it } from 'vitest';
import { people, sequence } from './people.rules.ts';

describe('made-up clients', () => {
  const made = people(500, sequence(1));

  it('share no address, domain, login or number', () => {
    for (const key of ['email', 'domain', 'login', 'number'] as const) expect(new Set(made.map((person) => person[key])).size).toBe(made.length);
  });

  it('can be reached by no mail server', () => {
    const addresses = made.flatMap(({ email, technicalEmail, billingEmail }) => [email, technicalEmail, billingEmail]).filter((address) => address !== null);
    for (const address of addresses) expect(address).toMatch(/^[a-z.-]+@[a-z\d-]+\.example$/);
  });

  it('speak all three languages', () => {
    const speakers = (language: string): number => made.filter((person) => person.language === language).length;
    for (const language of ['fr', 'ru', 'en']) expect(speakers(language)).toBeGreaterThan(80);
  });

  it('are the same every time', () => {
    expect(people(500, sequence(1))).toEqual(made);
  });
});
