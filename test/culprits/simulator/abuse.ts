import type { Ordinary } from './account.ts';
import type { Draw } from './draw.ts';
import type { Trail } from './record.ts';

const HOUR = 3600;

export const ABUSES = ['stolen-password', 'hacked-form', 'hacked-script', 'bought-list', 'slow-leak'] as const;
export type AbuseKind = (typeof ABUSES)[number];

/** A misuse of one account: how much, when, and what it looks like. Shares are of its recipients. */
export interface Abuse {
  readonly kind: AbuseKind;
  readonly from: number;
  readonly to: number;
  readonly recipients: number;
  readonly perMessage: number;
  readonly unknown: number;
  readonly content: number;
  readonly trails: readonly Trail[];
  /** Logins refused after the end (the password was changed), an hour. */
  readonly refusedAfter: number;
  readonly login: string;
}

interface Frame {
  readonly from: number;
  readonly to: number;
}

// What the ranges lean on, as far as anything is published: bought and harvested lists bounce between a tenth and more than half; filters refuse between a few
// percent and most of what a hacked site sends; a stolen password is used from one rented machine or from hundreds of taken ones. Shares and amounts are drawn
// from wide ranges without a gap, so that many a misuse lies within what lawful mail may look like.

/** When it happened: mostly shortly before the host acted, sometimes hours before. */
function frameOf(draw: Draw, at: number, hours: number): Frame {
  const pause = draw.chance(0.7) ? draw.between(0, 1.5) : draw.between(1.5, 8);
  const to = at - pause * HOUR;
  return { from: to - hours * HOUR, to };
}

const MAKERS: Readonly<Record<AbuseKind, (draw: Draw, account: Ordinary, at: number) => Abuse>> = {
  'stolen-password': (draw, { name }, at) => {
    const login = `${draw.pick('office', 'info', 'anna', 'teacher')}@${name}.example`;
    const addresses = Math.round(Math.min(400, Math.max(1, draw.heavy(20, 1))));
    const hours = draw.between(0.6, 9);
    const trails: Trail[] = [
      { kind: 'login', value: login, sources: Math.max(1, Math.round(addresses / Math.max(1, hours / 2))), altogether: addresses },
      { kind: 'subject', value: draw.pick('Your invoice', 'Payment advice'), share: draw.between(0.05, 1) },
      ...(draw.chance(0.3) ? [{ kind: 'sender' as const, value: 'billing@bank.example', foreign: true, share: draw.between(0.4, 1) }] : []),
    ];
    const recipients = Math.round(Math.min(8000, Math.max(180, draw.heavy(800, 0.8))));
    return {
      kind: 'stolen-password',
      ...frameOf(draw, at, hours),
      recipients,
      perMessage: draw.whole(1, 10),
      unknown: draw.between(0.04, 0.5),
      content: draw.between(0.02, 0.5),
      trails,
      refusedAfter: draw.chance(0.6) ? draw.between(5, 60) : 0,
      login,
    };
  },
  'hacked-form': (draw, { name }, at) => {
    const trails: Trail[] = [
      { kind: 'script', value: `/home/${name}/public_html/contact` },
      { kind: 'sender', value: 'john7@mailbox.example', foreign: draw.chance(0.7), share: 0.8 },
      { kind: 'subject', value: 'Copy of your message', share: draw.between(0, 1) },
    ];
    return {
      kind: 'hacked-form',
      ...frameOf(draw, at, draw.between(1, 14)),
      recipients: Math.round(Math.min(5000, Math.max(150, draw.heavy(500, 0.7)))),
      perMessage: 1,
      unknown: draw.between(0.04, 0.5),
      content: draw.between(0.04, 0.6),
      trails,
      refusedAfter: 0,
      login: '',
    };
  },
  'hacked-script': (draw, { name }, at) => {
    const folder = draw.pick(
      ...(['wp-content/uploads/2019/.cache', 'wp-includes/css', 'images/tmp', 'wp-content/plugins/seo-kit', 'old'] as const),
      ...(['wp-admin/includes', 'blog/themes/classic', 'administrator/components', 'wp-includes/blocks', '.well-known'] as const),
    );
    const foreign = draw.chance(0.6);
    const trails: Trail[] = [
      { kind: 'script', value: `/home/${name}/public_html/${folder}` },
      ...(foreign ? [1, 2, 3].map((each): Trail => ({ kind: 'sender', value: `winner${each}@other.example`, foreign: true, share: 0.3 })) : []),
    ];
    return {
      kind: 'hacked-script',
      ...frameOf(draw, at, draw.between(1, 10)),
      recipients: Math.round(Math.min(9000, Math.max(200, draw.heavy(900, 0.8)))),
      perMessage: 1,
      unknown: draw.between(0.02, 0.5),
      content: draw.between(0.05, 0.8),
      trails,
      refusedAfter: 0,
      login: '',
    };
  },
  'bought-list': (draw, { name }, at) => {
    const login = `news@${name}.example`;
    const trails: Trail[] = [
      { kind: 'login', value: login, sources: 1 },
      { kind: 'subject', value: 'Special offer' },
      { kind: 'sender', value: login },
    ];
    return {
      kind: 'bought-list',
      ...frameOf(draw, at, draw.between(0.7, 6)),
      recipients: Math.round(Math.min(9000, Math.max(300, draw.heavy(1500, 0.7)))),
      perMessage: draw.pick(1, 1, 50),
      unknown: draw.between(0.1, 0.6),
      content: draw.between(0, 0.2),
      trails,
      refusedAfter: 0,
      login,
    };
  },
  'slow-leak': (draw, { name }, at) => {
    const hours = draw.between(12, 60);
    const rate = draw.between(12, 60);
    const byLogin = draw.chance(0.5);
    const login = `shop@${name}.example`;
    const trails: Trail[] = byLogin
      ? [{ kind: 'login', value: login, sources: draw.whole(1, 4), altogether: draw.whole(5, 60) }]
      : [
          {
            kind: 'script',
            value: `/home/${name}/public_html/wp-content/${draw.pick('uploads/.a', 'uploads/.tmp', 'themes/classic', 'cache', 'plugins/seo-kit')}`,
          },
        ];
    const to = at - draw.between(0, 1) * HOUR;
    return {
      kind: 'slow-leak',
      from: to - hours * HOUR,
      to,
      recipients: Math.round(hours * rate),
      perMessage: 1,
      unknown: draw.between(0.05, 0.5),
      content: draw.between(0.05, 0.5),
      trails,
      refusedAfter: 0,
      login,
    };
  },
};

/** Makes up a misuse of that kind, before the host acted at `at`. */
export function abuseOf(kind: AbuseKind, { draw, account, at }: { readonly draw: Draw; readonly account: Ordinary; readonly at: number }): Abuse {
  return MAKERS[kind](draw, account, at);
}
