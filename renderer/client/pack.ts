/** Below this many bytes packing gains less time than it takes. */
const WORTH_BYTES = 4 << 20;
const PIECE_BYTES = 4 << 20;
/** What packed files begin with: gzip, zstd, bzip2, xz, zip. */
const PACKED = ['1f8b', '28b5', '425a', 'fd37', '504b'];

/** Whether a log becomes smaller by packing: logs do to a tenth, unless they are packed already. */
export async function isWorthPacking(file: Blob): Promise<boolean> {
  if (file.size < WORTH_BYTES) return false;
  const [first = 0, second = 0] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return !PACKED.includes([first, second].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** Packs a file as gzip, a piece at a time. Tells on the way how many of its bytes are in it, and ends with what came out. Throws an abort as it comes. */
export async function* packInSteps(file: Blob, signal?: AbortSignal): AsyncGenerator<number, Blob, void> {
  const packer = new CompressionStream('gzip');
  const writer = packer.writable.getWriter();
  const packed = new Response(packer.readable).blob();
  // Who awaits it below hears of an error; given up, nobody does.
  packed.catch(() => {});
  try {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      signal?.throwIfAborted();
      await writer.write(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
      yield Math.min(file.size, at + PIECE_BYTES);
    }
    await writer.close();
    return await packed;
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}
