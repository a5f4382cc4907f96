import { expect, it } from 'vitest';
import { gathered, stoppedStretches } from './exceptions.rules.ts';

const flip = (at: number, to: string, after: number | null = null, hostedId = 1) => ({ hostedId, at, to, after });

it('takes an account for stopped from when it was last seen working until it was seen working again', () => {
  const flips = [
    flip(5, 'active'),
    flip(20, 'suspended', 10),
    flip(30, 'locked', 25),
    flip(40, 'active', 35),
    flip(60, 'suspended'),
    flip(50, 'suspended', null, 2),
  ];
  expect(stoppedStretches(flips, 100)).toEqual(
    new Map([
      [
        1,
        [
          { from: 10, to: 40 },
          { from: 60, to: 100 },
        ],
      ],
      [2, [{ from: 50, to: 100 }]],
    ]),
  );
});

it('goes through however much of one account in one go', () => {
  const flips = Array.from({ length: 400_000 }, (_, index) => flip(index, index % 2 === 0 ? 'suspended' : 'active'));
  const begun = performance.now();
  expect(stoppedStretches(flips, 400_000).get(1)).toHaveLength(200_000);
  expect(gathered(flips, () => 1).get(1)).toHaveLength(400_000);
  expect(performance.now() - begun).toBeLessThan(3000);
});
