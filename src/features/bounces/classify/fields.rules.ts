/** Fields of one block, names in lower case; of a field that comes twice the first counts. */
export type Block = ReadonlyMap<string, string>;

const BLOCK_LIMIT = 500;

/**
 * Reads blocks of header fields that empty lines separate, lines that continue a field joined to it (RFC 5322 2.2.3). A field named
 * `opens` that comes a second time begins a block too.
 */
export function readBlocks(text: string, opens = ''): Block[] {
  const blocks: Map<string, string>[] = [];
  let last = '';
  let ended = true;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') {
      ended = true;
      continue;
    }
    const again = opens !== '' && line.toLowerCase().startsWith(`${opens}:`) && blocks.at(-1)?.has(opens) === true;
    if (ended || again) {
      if (blocks.length === BLOCK_LIMIT) break;
      blocks.push(new Map());
      last = '';
      ended = false;
    }
    const block = blocks.at(-1);
    if (block !== undefined) last = addLine(block, line, last);
  }
  return blocks.filter(({ size }) => size > 0);
}

function addLine(block: Map<string, string>, line: string, last: string): string {
  const named = /^([!-9;-~]{1,60})[ \t]*:[ \t]*/.exec(line);
  if (named !== null) {
    const name = (named[1] ?? '').toLowerCase();
    if (block.has(name)) return '';
    block.set(name, line.slice(named[0].length).trim());
    return name;
  }
  // Some servers forget to indent what they continue.
  if (last !== '') block.set(last, `${block.get(last) ?? ''} ${line.trim()}`.trim());
  return last;
}

/** The value behind its type: `rfc822;ann@a.example` is `ann@a.example`. */
export function behindType(value: string): string {
  return value.replace(/^[\w.-]{1,40}[ \t]*;[ \t]*/, '').trim();
}
