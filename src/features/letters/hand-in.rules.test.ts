import { expect, it } from 'vitest';
import { HandInWay } from '../../contract/letters.ts';
import type { RulePack } from '../../contract/rule-pack.ts';
import { PRESETS } from '../hosts/index.ts';
import { handInWay, likelyChannel } from './hand-in.rules.ts';

const SOURCE = { source: 'Help page', readOn: '2026-01-02' };

type Ways = Extract<RulePack['channels'], { readonly state: 'known' }>['value'];

const rulesWith = (value: Ways): Pick<RulePack, 'channels'> => ({ channels: { state: 'known', value, ...SOURCE } });

it('takes the way that the rules name for what is asked, with where that stands', () => {
  const rules = rulesWith([
    { purpose: 'questions', channel: 'phone', address: '+33 1' },
    { purpose: 'delist', channel: 'form', address: 'https://host.example/delist' },
  ]);
  expect(handInWay(rules, 'delist_host')).toEqual({ purpose: 'delist', channel: 'form', named: 'form', address: 'https://host.example/delist', ...SOURCE });
  expect(handInWay(rules, 'unblock_request')).toMatchObject({ purpose: 'questions', channel: 'phone' });
  expect(handInWay(PRESETS['enrolment-platform'], 'recipient_provider')).toMatchObject({ channel: 'assistance', named: 'assistance_button' });
});

it('asks about one recipient where the host wants to be asked to unblock, if it names nothing closer', () => {
  const rules = rulesWith([
    { purpose: 'questions', channel: 'phone', address: '+33 1' },
    { purpose: 'unblock', channel: 'client_area', address: 'https://host.example' },
  ]);
  expect(handInWay(rules, 'recipient_provider')).toMatchObject({ purpose: 'unblock', channel: 'ticket', named: 'client_area' });
});

it('tells the way as it is said that a letter was handed in by it, whatever the rules call it', () => {
  const ways = HandInWay.shape.named.options.map((channel) => handInWay(rulesWith([{ purpose: 'unblock', channel, address: '' }]), 'unblock_request'));
  expect(ways.map((way) => [way?.named, way?.channel])).toEqual([
    ['client_area_ticket', 'ticket'],
    ['client_area', 'ticket'],
    ['assistance_button', 'assistance'],
    ['support', 'ticket'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['form', 'form'],
  ]);
});

it('names no way where the rules name none, or only say to ask, or where a list or a client reads it', () => {
  expect(handInWay(PRESETS.neutral, 'unblock_request')).toBeNull();
  expect(handInWay(PRESETS['shared-fr-conditions'], 'delist_host')).toBeNull();
  expect(handInWay(PRESETS['shared-strict'], 'delist_list')).toBeNull();
  expect(handInWay(PRESETS['shared-strict'], 'spike_warning')).toBeNull();
  expect(handInWay(rulesWith([{ purpose: 'unblock', channel: 'ask', address: '' }]), 'unblock_request')).toBeNull();
});

it('is likely handed in by the way named for it, else as an answer to the mail of the host', () => {
  const own = handInWay(rulesWith([{ purpose: 'unblock', channel: 'form', address: '' }]), 'unblock_request');
  const any = handInWay(rulesWith([{ purpose: 'questions', channel: 'phone', address: '' }]), 'unblock_request');
  expect([likelyChannel(own, true), likelyChannel(any, true), likelyChannel(any, false), likelyChannel(null, true), likelyChannel(null, false)]).toEqual([
    ...(['form', 'email', 'phone', 'email', null] as const),
  ]);
});
