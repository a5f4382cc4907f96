import { type Zippable, zipSync } from 'fflate';
import type { Zipper } from '../ports/zip.ts';

/** The earliest date a ZIP can hold, given in local time because the format knows no zone: the same bytes everywhere. */
const EARLIEST = new Date(1980, 0, 1);

/** ZIP by fflate. A name that would leave the folder it is unpacked into, or comes twice, is a defect of the caller and throws. */
export const fflateZip: Zipper = {
  zip: (entries) => {
    const files: Zippable = Object.create(null);
    for (const { name, bytes } of entries) {
      if (!isInside(name) || name in files) throw new Error(`Unusable name in an archive: ${JSON.stringify(name)}`);
      files[name] = [bytes, { mtime: EARLIEST, level: 6 }];
    }
    return zipSync(files);
  },
};

function isInside(name: string): boolean {
  // The library keeps names as keys of plain objects.
  if (name === '__proto__') return false;
  return name !== '' && !/[\\:\p{Cc}]/u.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
