import { describe, expect, it } from 'vitest';
import type { Poll, PollKind } from './polls.repo.ts';
import { reach, standing } from './trouble.rules.ts';

function poll(kind: PollKind, code: string | null, outcome: Poll['outcome'] = code === null ? 'ok' : 'failed'): Poll {
  return { kind, at: 0, ms: 0, outcome, rows: 0, trouble: code === null ? null : { code, params: {} } };
}

describe('what a trouble means for the questions that would follow', () => {
  it.each([
    ['accounts', 'panel_auth_refused', 'refused'],
    ['usage', 'panel_auth_refused', 'refused'],
    ['usage', 'panel_unreachable', 'server'],
    ['accounts', 'panel_timeout', 'server'],
    ['usage', 'panel_timeout', 'part'],
    ['accounts', 'panel_not_an_api', 'server'],
    ['accounts', 'panel_unreadable', 'part'],
    ['probe', 'panel_unreadable', 'server'],
    ['warnings', 'internal', 'part'],
  ] as const)('%s: %s ends %s', (kind, code, what) => {
    expect(reach(kind, code)).toBe(what);
  });
});

describe('how a connection stands', () => {
  const states = (...polls: Poll[]) => {
    const { state, trouble, unreachable } = standing(polls);
    return [state, trouble?.code ?? null, unreachable];
  };
  it.each([
    ['well after an answer', [poll('usage', null), poll('accounts', null)], ['ok', null, false]],
    ['well where only a privilege for figures lacks', [poll('usage', 'panel_privilege_missing'), poll('accounts', null)], ['ok', null, false]],
    ['badly where accounts may not be listed', [poll('accounts', 'panel_privilege_missing')], ['failing', 'panel_privilege_missing', false]],
    ['unreachable by what was asked last', [poll('usage', 'panel_busy'), poll('accounts', null)], ['failing', 'panel_busy', true]],
    ['well again once anything was answered', [poll('accounts', null), poll('usage', 'panel_unreachable')], ['ok', null, false]],
    ['badly for as long as one question fails', [poll('accounts', null), poll('usage', 'panel_unreadable')], ['failing', 'panel_unreadable', false]],
    ['refused whatever was before', [poll('usage', 'panel_auth_refused'), poll('accounts', null)], ['refused', 'panel_auth_refused', false]],
    ['well after a person tried it with success', [poll('probe', null), poll('accounts', 'panel_auth_refused')], ['ok', null, false]],
    ['as before where the last was given up', [poll('accounts', null, 'cancelled'), poll('usage', 'panel_refused')], ['failing', 'panel_refused', false]],
  ])('%s', (_how, polls, expected) => {
    expect(states(...polls)).toEqual(expected);
  });
});
