import { expect, it } from 'vitest';
import { HandInWay } from '../../../src/contract/letters.ts';
import { channelOf } from './channel.rules.ts';

it('chooses beforehand the way that the host’s rules name, and none where they name none', () => {
  expect(HandInWay.shape.channel.options.map((channel) => [channel, channelOf({ channel })])).toEqual([
    ['client_area_ticket', 'ticket'],
    ['client_area', 'ticket'],
    ['assistance_button', 'assistance'],
    ['support', 'ticket'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['form', 'form'],
  ]);
  expect(channelOf(null)).toBeNull();
});
