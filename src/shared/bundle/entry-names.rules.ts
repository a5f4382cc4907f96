/**
 * Names every system can unpack: printable ASCII without what Windows forbids, no device name, no part that is empty, starts or ends with a dot
 * (or ends with a space), and nothing that leads out of the folder.
 */
export function isSafeEntryName(name: string): boolean {
  return (
    name.length <= 180 &&
    /^[\x20-\x7e]+$/.test(name) &&
    name.split('/').every((part) => /^[A-Za-z0-9_][A-Za-z0-9._ -]*$/.test(part) && !/[. ]$/.test(part) && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part))
  );
}

const NUMBERED = ['evidence/#.json', 'messages/#.eml', 'replies/#.eml', 'notices/#.pdf', 'attachments/#.(pdf|png|jpg|eml|bin)', 'clients/#.html'];
const NAMED = ['policies/[a-z0-9-]+.json', 'policies/[a-z0-9-]+-(en|fr|ru).txt'];
const SINGLE = ['index.html', 'ledger.(txt|tsr)', 'public-key.pem', 'verify.(html|mjs)', 'SHA256SUMS(.sig)?'];
const ENTRY = new RegExp(`^(${[...NUMBERED, ...NAMED, ...SINGLE].join('|').replaceAll('.', '\\.').replaceAll('#', '[1-9]\\d{0,14}')})$`);

/**
 * Whether a bundle may hold a file of that name. The list is closed: any other file would come along unexamined, two that differ in case
 * would overwrite each other where they are unpacked, and one could lead out of the folder.
 */
export function isBundleEntryName(name: string): boolean {
  return ENTRY.test(name);
}
