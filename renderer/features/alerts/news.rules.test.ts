import { describe, expect, it } from 'vitest';
import { AlertId } from '../../../src/contract/ids.ts';
import { newsOf } from './news.rules.ts';

const [A, B] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'].map((id) => AlertId.parse(id));

describe('newsOf', () => {
  const alerts = [
    { id: A ?? AlertId.parse(''), level: 'act', seen: null },
    { id: B ?? AlertId.parse(''), level: 'info', seen: null },
  ] as const;

  it('says nothing of what was there when the page opened', () => {
    expect(newsOf(alerts, undefined, 'info')).toEqual([]);
  });

  it('tells of new ones from the chosen level on, and of known ones that got heavier', () => {
    expect(newsOf(alerts, new Map(), 'warn').map(({ level }) => level)).toEqual(['act']);
    expect(newsOf(alerts, new Map([[alerts[0].id, 'warn'] as const]), 'info')).toHaveLength(2);
    expect(newsOf(alerts, new Map(alerts.map(({ id, level }) => [id, level] as const)), 'info')).toEqual([]);
  });

  it('tells nobody who wants nothing, nor of what was seen', () => {
    expect(newsOf(alerts, new Map(), null)).toEqual([]);
    expect(newsOf([{ ...alerts[0], seen: { at: '2026-03-12T10:00:00.000Z', author: '' } }], new Map(), 'info')).toEqual([]);
  });
});
