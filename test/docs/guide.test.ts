import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LANGUAGES } from '../../src/shared/language.ts';
import { runJson, type Serving, serve } from '../cli/run.ts';

const GUIDE = `${import.meta.dirname}/../../docs/guide`;
const pages = readdirSync(GUIDE);
/** The case that the pages speak of. */
const EXAMPLE = '01a203bf-0000-7000-987c-582b50f34b23';
const Answer = z.object({ ok: z.literal(true), result: z.unknown() });

/** Calls of operations that a page shows. */
function callsOf(page: string): { readonly name: string; readonly json: string }[] {
  const text = readFileSync(`${GUIDE}/${page}`, 'utf8');
  return [...text.matchAll(/^ {4}sendward call (\S+) '(.*)'$/gm)].map(([, name = '', json = '']) => ({ name, json }));
}

describe('the guide', () => {
  it('is there in every language, with the same chapters and examples', () => {
    const shape = (language: string) => {
      const text = readFileSync(`${GUIDE}/incidents.${language}.md`, 'utf8');
      return { chapters: text.match(/^## /gm)?.length, rows: text.match(/^\|/gm)?.length, calls: callsOf(`incidents.${language}.md`).map(({ name }) => name) };
    };
    expect(LANGUAGES.map((language) => `incidents.${language}.md`).filter((page) => !pages.includes(page))).toEqual([]);
    expect(shape('fr')).toEqual(shape('en'));
    expect(shape('ru')).toEqual(shape('en'));
  });

  describe('shows calls', () => {
    let data: string;
    let server: Serving;
    let id: string;
    beforeAll(async () => {
      data = mkdtempSync(join(tmpdir(), 'sendward-guide-'));
      server = await serve(['--json', '--data', data]);
      const call = async (name: string, input: object): Promise<unknown> =>
        Answer.parse((await runJson(['call', name, JSON.stringify(input), '--data', data])).json).result;
      const { packs } = z
        .object({ packs: z.array(z.object({ id: z.string() })) })
        .parse(await call('hosts.create', { presetId: 'neutral', name: 'North', packName: 'North 50' }));
      const subject = { kind: 'listing', listed: '192.0.2.7', list: 'Spamhaus ZEN' };
      ({ id } = z.object({ id: z.string() }).parse(await call('incidents.open', { packId: packs[0]?.id, subject })));
    }, 300_000);
    afterAll(async () => {
      await server.end();
      rmSync(data, { recursive: true, force: true });
    });

    it.each(pages)('%s that a running server answers', { timeout: 300_000 }, async (page) => {
      const calls = callsOf(page);
      expect(calls.length).toBeGreaterThan(2);
      for (const { name, json } of calls) {
        expect(await runJson(['call', name, json.replaceAll(EXAMPLE, id), '--data', data]), `${page}: ${name}`).toMatchObject({ code: 0, json: { ok: true } });
      }
    });
  });
});
