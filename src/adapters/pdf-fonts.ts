import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files of the document font, committed under `assets/fonts` (see `scripts/subset-fonts.ts`). */
export interface FontFiles {
  readonly regular: string;
  readonly semiBold: string;
}

/**
 * The font files, found upwards from this module: in `assets/fonts` of the source tree, or in `fonts` of a build. An archive
 * (`app.asar`) is left for the folder unpacked beside it, which worker threads can read.
 */
export function findFonts(from: string = import.meta.url): FontFiles {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    for (const place of ['assets/fonts', 'fonts']) {
      const fonts = outsideArchive(join(folder, place));
      const files = { regular: join(fonts, 'NotoSans-Regular.ttf'), semiBold: join(fonts, 'NotoSans-SemiBold.ttf') };
      if (existsSync(files.regular) && existsSync(files.semiBold)) return files;
    }
    if (folder === dirname(folder)) throw new Error('The document fonts are missing');
  }
}

/** The same path outside the archive, where the packager unpacked it; otherwise the path itself. */
export function outsideArchive(path: string): string {
  const unpacked = path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
  return existsSync(unpacked) ? unpacked : path;
}
