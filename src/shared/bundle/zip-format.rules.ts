/**
 * The one way bundles are written as ZIP: stored entries one after the other, dates fixed, names in UTF-8, no comments, no extra fields but the
 * ZIP64 ones where a number does not fit. Every byte that is not content follows from name, size and CRC, so that a reader can make it again
 * and compare. Numbers are those of PKWARE's APPNOTE 6.3.10.
 */
export interface ZipItem {
  /** In UTF-8. */
  readonly name: Uint8Array;
  readonly size: number;
  readonly crc: number;
}

/** The largest number of 32 bits says "see ZIP64". */
const FULL_32 = 0xffffffff;
const FULL_16 = 0xffff;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, the earliest date there is. */
const FIRST_DAY = 0x0021;
const PLAIN = 20;
const ZIP64 = 45;

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR_SIGNATURE = 0x07064b50;

/** Lengths of the records without name and extra field. */
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const END64_BYTES = 56;
export const LOCATOR_BYTES = 20;

/** Numbers one after the other, lowest byte first. */
class Writer {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  u16(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint16(this.#at, value, true);
      this.#at += 2;
    }
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint32(this.#at, value, true);
      this.#at += 4;
    }
    return this;
  }

  u64(...values: readonly number[]): this {
    for (const value of values) this.u32(value % 2 ** 32, Math.floor(value / 2 ** 32));
    return this;
  }

  put(bytes: Uint8Array): this {
    this.bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }
}

/** What stands before the content of an entry. */
export function localHeader({ name, size, crc }: ZipItem): Uint8Array {
  const large = size >= FULL_32;
  const shown = large ? FULL_32 : size;
  const writer = new Writer(localHeaderBytes({ name, size }))
    .u32(LOCAL_SIGNATURE)
    .u16(large ? ZIP64 : PLAIN, UTF8_NAMES, 0, 0, FIRST_DAY)
    .u32(crc, shown, shown)
    .u16(name.length, large ? 20 : 0)
    .put(name);
  if (large) writer.u16(1, 16).u64(size, size);
  return writer.bytes;
}

export function localHeaderBytes({ name, size }: Omit<ZipItem, 'crc'>): number {
  return LOCAL_BYTES + name.length + (size >= FULL_32 ? 20 : 0);
}

/** The line of an entry in the directory at the end; `offset` is where its local header stands. */
export function centralHeader({ name, size, crc }: ZipItem, offset: number): Uint8Array {
  const wide = [...(size >= FULL_32 ? [size, size] : []), ...(offset >= FULL_32 ? [offset] : [])];
  const shown = Math.min(size, FULL_32);
  const extra = wide.length === 0 ? 0 : 4 + wide.length * 8;
  const version = wide.length === 0 ? PLAIN : ZIP64;
  const writer = new Writer(CENTRAL_BYTES + name.length + extra)
    .u32(CENTRAL_SIGNATURE)
    .u16(version, version, UTF8_NAMES, 0, 0, FIRST_DAY)
    .u32(crc, shown, shown)
    .u16(name.length, extra, 0, 0, 0)
    .u32(0, Math.min(offset, FULL_32))
    .put(name);
  if (extra > 0) writer.u16(1, extra - 4).u64(...wide);
  return writer.bytes;
}

export interface Directory {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/** What closes the file. */
export function endRecords({ entries, offset, size }: Directory): Uint8Array {
  const large = entries >= FULL_16 || offset >= FULL_32 || size >= FULL_32;
  const writer = new Writer(END_BYTES + (large ? END64_BYTES + LOCATOR_BYTES : 0));
  if (large) {
    writer
      .u32(END64_SIGNATURE)
      .u64(END64_BYTES - 12)
      .u16(ZIP64, ZIP64)
      .u32(0, 0)
      .u64(entries, entries, size, offset)
      .u32(LOCATOR_SIGNATURE, 0)
      .u64(offset + size)
      .u32(1);
  }
  const count = Math.min(entries, FULL_16);
  return writer.u32(END_SIGNATURE).u16(0, 0, count, count).u32(Math.min(size, FULL_32), Math.min(offset, FULL_32)).u16(0).bytes;
}
