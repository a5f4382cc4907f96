const SIGNATURES = [
  { mime: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mime: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mime: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
] as const;

export type DocumentType = (typeof SIGNATURES)[number]['mime'];

/** What a file is by its first bytes; a name proves nothing. Null for anything but PDF, PNG and JPEG. */
export function documentType(content: Uint8Array): DocumentType | null {
  return SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte))?.mime ?? null;
}

/** No PDF of a signed page is smaller, in bytes. */
const SMALLEST_PDF = 1024;
/** A PDF ends with its end mark; programs look for it in this many bytes (ISO 32000-1, annex H.3, note 18). */
const END_ZONE = 1024;

/** Whether a file of that type holds what it begins to be: a PDF with its end, a picture with a size. What it shows only a person can tell. */
export function isWhole(content: Uint8Array, type: DocumentType): boolean {
  if (type === 'application/pdf') return content.length >= SMALLEST_PDF && latin(content.subarray(-END_ZONE)).includes('%%EOF');
  const { width, height } = type === 'image/png' ? sizeOfPng(content) : sizeOfJpeg(content);
  return width > 0 && height > 0;
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const NO_SIZE: Size = { width: 0, height: 0 };

/** The header chunk comes first and holds the size (PNG, 11.2.2). */
function sizeOfPng(content: Uint8Array): Size {
  if (content.length < 24 || latin(content.subarray(12, 16)) !== 'IHDR') return NO_SIZE;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The size stands in the start of the frame, behind segments of any number (ITU-T T.81, B.2.2). */
function sizeOfJpeg(content: Uint8Array): Size {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let at = 2;
  while (at + 9 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Fill bytes may stand before a marker.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return NO_SIZE;
}
