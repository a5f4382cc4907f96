import { describe, expect, it } from 'vitest';
import { judgeFacts } from '../../src/features/culprits/index.ts';
import { scanFiles } from '../logs/scanned.ts';
import { drawFrom } from './simulator/draw.ts';
import { eximLog } from './simulator/exim-text.ts';
import { writtenScene } from './simulator/scenes.ts';

const FIRST = 200_001;
const SCENES = 4;
/** Recipients: a test is not to write logs of gigabytes. */
const MOST = 12_000;

/** Scenes that are known by a log of a day and a bit, one after the other. */
function* scenes() {
  for (let seed = FIRST, found = 0; found < SCENES; seed++) {
    const written = writtenScene(seed);
    const recipients = written.journals.reduce((sum, { sent }) => sum + sent.reduce((part, each) => part + each.recipients, 0), 0);
    if (written.scene.knowledge !== 'log-day' || recipients > MOST) continue;
    found += 1;
    yield written;
  }
}

describe('made-up scenes, written down as Exim would and read from there', () => {
  it('are read as they were made up, and judged alike', async () => {
    for (const { scene, journals } of scenes()) {
      const { at, windowSeconds } = scene.input;
      const log = eximLog(drawFrom(scene.seed), { journals, until: at });
      const accounts = journals.map(({ account }) => ({ account, uid: null, domains: [`${account}.example`], mailboxes: [] }));
      const facts = await scanFiles([log], { zone: 'UTC', accounts });
      expect(facts.skipped).toBe(0);
      for (const { account, sent } of journals) {
        const recipients = sent.reduce((sum, each) => sum + each.recipients, 0);
        expect(facts.accounts.find((each) => each.account === account)?.totals.recipients ?? 0, `${scene.seed} ${account}`).toBe(recipients);
      }
      const { suspects } = judgeFacts(facts, { at, windowSeconds });
      const strong = suspects.filter(({ label }) => label === 'strong').map(({ account }) => account);
      if (scene.culprit === null) expect(strong, `${scene.seed}`).toEqual([]);
      else expect(suspects[0]?.account, `${scene.seed} ${scene.kind}`).toBe(scene.culprit);
    }
  });
});
