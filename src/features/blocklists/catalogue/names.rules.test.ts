import { describe, expect, it } from 'vitest';
import { LIST_NAMES, listsNamed } from './names.rules.ts';
import { QUERIED } from './queried.ts';
import { UNQUERIED } from './unqueried.ts';

const OWN = { id: 'own-1', name: 'Our list', zone: 'bl.our.example' };
const LISTS = [...QUERIED, ...UNQUERIED, OWN];
const named = (text: string) => listsNamed(text, LISTS).map(({ id, part }) => (part === '' ? id : `${id} ${part}`));

describe('a list that somebody names', () => {
  it.each([
    ['SBL', ['spamhaus-zen SBL']],
    ['PSBL', ['psbl']],
    ['Spamhaus SBL', ['spamhaus-zen SBL']],
    ['Spamhaus SBL/PBL/XBL', ['spamhaus-zen SBL', 'spamhaus-zen XBL', 'spamhaus-zen PBL']],
    ['Spamhaus', ['spamhaus-zen', 'spamhaus-dbl']],
    ['zen.spamhaus.org', ['spamhaus-zen']],
    ['dbl.spamhaus.org', ['spamhaus-dbl']],
    ['Spamhaus ZEN', ['spamhaus-zen']],
    ['Trend Micro Email Reputation Services', ['trendmicro']],
    ['virusfree.cz', ['virusfree']],
    ['Free', ['free']],
    ['free', ['free']],
    ['free.fr', []],
    ['Microsoft', ['microsoft']],
    ['Microsoft 365', ['microsoft-365']],
    ['UCEPROTECT Level 2', ['uceprotect-2']],
    ['bl.spamcop.net', ['spamcop']],
    ['Spamhaus SBL, SpamCop', ['spamhaus-zen SBL', 'spamcop']],
    ['our list', ['own-1']],
    ['BL.our.example', ['own-1']],
    ['a list nobody knows', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it.each(LISTS)('goes by its own name, id and zone: $name', ({ id, name, zone }) => {
    for (const text of [name, id, zone].filter((one) => one !== '')) expect(named(text)).toEqual([id]);
  });

  it.each(LIST_NAMES.filter(({ means }) => means.length > 0))('is named in a mail as it is looked for: $name', ({ name, means }) => {
    expect(listsNamed(name, LISTS)).toEqual(means);
    for (const { id, part } of means) {
      const list = LISTS.find((one) => one.id === id);
      expect(list).toBeDefined();
      if (part !== '' && list !== undefined && 'codes' in list) expect(list.codes.map((code) => code.part)).toContain(part);
    }
  });
});
