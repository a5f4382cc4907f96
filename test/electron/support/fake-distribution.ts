import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a fuse wire is found in the binary: a sentinel, the version of the wire, its length, then one character a fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Electron's defaults: "1" on, "0" off. */
const FUSES = '101001011';

/** What electron-builder needs of an unpacked Electron for Linux, and nothing that runs. */
export function makeFakeDistribution(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from(`\x7fELF${SENTINEL}`), Buffer.from([1, FUSES.length]), Buffer.from(FUSES), Buffer.alloc(64)]),
  );
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), '45.4.1');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler']) writeFileSync(join(folder, name), name);
  for (const language of ['en-US', 'fr', 'ru', 'de', 'ja']) writeFileSync(join(folder, 'locales', `${language}.pak`), language);
}
