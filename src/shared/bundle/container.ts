import type { Container } from './container-form.ts';
import { foreignZip } from './foreign-zip.ts';
import type { BundleTools, ByteSource } from './tools.ts';
import { type BundleProblem, type ProblemCode, ZIP_END } from './words.ts';
import { contentStart, examineEntry, listZip, WindowReader, type ZipListing, type ZipPlace } from './zip-reader.ts';

const NO_FAULTS: readonly ProblemCode[] = [];

/**
 * The files of a ZIP: in the one form bundles are written in as long as that leads through it, with the faults of its wrapping one by one; else as
 * any tool reads it. Null when it is no ZIP at all.
 */
export async function zipContainer(source: ByteSource, tools: BundleTools): Promise<Container | null> {
  const listing = await listZip(source);
  if (listing !== null && listing.wrong.size === 0 && !listing.endWrong) return ownZip(source, listing, tools);
  const foreign = await foreignZip(source, tools);
  if (listing === null) return foreign;
  // A damaged directory has a wrong line or a wrong end; another one differs everywhere, or speaks of entries that are not in our form.
  const damaged = listing.wrong.size <= 1 && (foreign === null || foreign.names.length <= listing.places.length);
  return damaged || foreign === null ? ownZip(source, listing, tools) : foreign;
}

function ownZip(source: ByteSource, { places, wrong, endWrong }: ZipListing, tools: BundleTools): Container {
  const names = places.map(({ name }) => tools.decodeUtf8(name));
  const faults: BundleProblem[] = [...wrong].map((index) => ({ entry: names[index] ?? ZIP_END, problem: 'structure' }));
  if (endWrong) faults.push({ entry: ZIP_END, problem: 'structure' });
  const reader = new WindowReader(source);
  return {
    sizeBytes: source.sizeBytes,
    names,
    faults,
    ordered: true,
    examine: async (index) => {
      const { headerFits, crcFits, sha256, content } = await examineEntry(reader, at(places, index), tools);
      if (headerFits && crcFits) return { sha256, faults: NO_FAULTS, content };
      return { sha256, faults: [...(headerFits ? [] : (['structure'] as const)), ...(crcFits ? [] : (['bytes_changed'] as const))], content };
    },
    content: async (index, limitBytes) => {
      const place = at(places, index);
      if (place.size > limitBytes) return null;
      return await source.read(contentStart(place), place.size);
    },
  };
}

function at(places: readonly ZipPlace[], index: number): ZipPlace {
  const place = places[index];
  if (place === undefined) throw new RangeError('No such entry');
  return place;
}
