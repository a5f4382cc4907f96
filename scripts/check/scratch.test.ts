import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inScratch } from './scratch.ts';

describe('the folder for what tests write', () => {
  it('lets others pass through but not look in, and is gone afterwards, also when the work failed', async () => {
    let left = '';
    const failing = inScratch(async (folder) => {
      left = folder;
      writeFileSync(join(folder, 'report.json'), '{}');
      expect(statSync(folder).mode & 0o777).toBe(0o711);
      throw new Error('no report');
    });
    await expect(failing).rejects.toThrow('no report');
    expect(existsSync(left)).toBe(false);
  });
});
