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
export const END_SIGNATURE = 0x06054b50;
export const END64_SIGNATURE = 0x06064b50;
export const LOCATOR_SIGNATURE = 0x07064b50;

/** Lengths of the records without name and extra field. */
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const END64_BYTES = 56;
export const LOCATOR_BYTES = 20;

/** Writes a number of 64 bits, lowest byte first. */
function setUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 2 ** 32, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}

/** Makes headers in memory that is used again: what it gives holds until the next one. A check makes two for every entry. */
export class HeaderMaker {
  #bytes = new Uint8Array(512);
  #view = new DataView(this.#bytes.buffer);

  /** What stands before the content of an entry. */
  local({ name, size, crc }: ZipItem): Uint8Array {
    const length = localHeaderBytes({ name, size });
    const view = this.#clear(length);
    const large = size >= FULL_32;
    view.setUint32(0, LOCAL_SIGNATURE, true);
    view.setUint16(4, large ? ZIP64 : PLAIN, true);
    view.setUint16(6, UTF8_NAMES, true);
    view.setUint16(12, FIRST_DAY, true);
    view.setUint32(14, crc, true);
    view.setUint32(18, Math.min(size, FULL_32), true);
    view.setUint32(22, Math.min(size, FULL_32), true);
    view.setUint16(26, name.length, true);
    this.#bytes.set(name, LOCAL_BYTES);
    if (large) {
      view.setUint16(28, 20, true);
      writeWide(view, LOCAL_BYTES + name.length, [size, size]);
    }
    return this.#bytes.subarray(0, length);
  }

  /** The line of an entry in the directory at the end; `offset` is where its local header stands. */
  central({ name, size, crc }: ZipItem, offset: number): Uint8Array {
    const wide = size < FULL_32 && offset < FULL_32 ? NOT_WIDE : [...(size >= FULL_32 ? [size, size] : []), ...(offset >= FULL_32 ? [offset] : [])];
    const extra = wide.length === 0 ? 0 : 4 + wide.length * 8;
    const length = CENTRAL_BYTES + name.length + extra;
    const view = this.#clear(length);
    view.setUint32(0, CENTRAL_SIGNATURE, true);
    view.setUint16(4, extra === 0 ? PLAIN : ZIP64, true);
    view.setUint16(6, extra === 0 ? PLAIN : ZIP64, true);
    view.setUint16(8, UTF8_NAMES, true);
    view.setUint16(14, FIRST_DAY, true);
    view.setUint32(16, crc, true);
    view.setUint32(20, Math.min(size, FULL_32), true);
    view.setUint32(24, Math.min(size, FULL_32), true);
    view.setUint16(28, name.length, true);
    view.setUint16(30, extra, true);
    view.setUint32(42, Math.min(offset, FULL_32), true);
    this.#bytes.set(name, CENTRAL_BYTES);
    if (extra > 0) writeWide(view, CENTRAL_BYTES + name.length, wide);
    return this.#bytes.subarray(0, length);
  }

  #clear(length: number): DataView {
    if (length > this.#bytes.length) {
      this.#bytes = new Uint8Array(2 * length);
      this.#view = new DataView(this.#bytes.buffer);
    }
    this.#bytes.fill(0, 0, CENTRAL_BYTES);
    return this.#view;
  }
}

const NOT_WIDE: readonly number[] = [];

export function localHeaderBytes({ name, size }: Omit<ZipItem, 'crc'>): number {
  return LOCAL_BYTES + name.length + (size >= FULL_32 ? 20 : 0);
}

/** The extra field with the numbers that need 64 bits. */
function writeWide(view: DataView, at: number, values: readonly number[]): void {
  view.setUint16(at, 1, true);
  view.setUint16(at + 2, values.length * 8, true);
  for (const [index, value] of values.entries()) setUint64(view, at + 4 + index * 8, value);
}

export interface Directory {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/** What closes the file. */
export function endRecords({ entries, offset, size }: Directory): Uint8Array {
  const large = entries >= FULL_16 || offset >= FULL_32 || size >= FULL_32;
  const start = large ? END64_BYTES + LOCATOR_BYTES : 0;
  const bytes = new Uint8Array(start + END_BYTES);
  const view = new DataView(bytes.buffer);
  if (large) writeEnd64(view, { entries, offset, size });
  view.setUint32(start, END_SIGNATURE, true);
  view.setUint16(start + 8, Math.min(entries, FULL_16), true);
  view.setUint16(start + 10, Math.min(entries, FULL_16), true);
  view.setUint32(start + 12, Math.min(size, FULL_32), true);
  view.setUint32(start + 16, Math.min(offset, FULL_32), true);
  return bytes;
}

function writeEnd64(view: DataView, { entries, offset, size }: Directory): void {
  view.setUint32(0, END64_SIGNATURE, true);
  setUint64(view, 4, END64_BYTES - 12);
  view.setUint16(12, ZIP64, true);
  view.setUint16(14, ZIP64, true);
  for (const [index, value] of [entries, entries, size, offset].entries()) setUint64(view, 24 + index * 8, value);
  view.setUint32(END64_BYTES, LOCATOR_SIGNATURE, true);
  setUint64(view, END64_BYTES + 8, offset + size);
  view.setUint32(END64_BYTES + 16, 1, true);
}
