/** A block of a text, as in the contract: paragraph, list or table. */
type MarkupBlock = { type: 'paragraph'; text: string } | { type: 'list'; items: string[] } | { type: 'table'; head: string[]; rows: string[][] };

const ITEM = /^-(?: +|$)/;
const RULER = /^:?-+:?$/;
const CONTINUED = /^(?: {2,}|\t)/;

/**
 * Reads plain markup: a blank line ends a paragraph, `- ` begins an item (indented lines continue it), `| a | b |` is a row of a
 * table whose first row is its head when `| --- |` follows. A backslash before `-`, `|` or a backslash takes that sign as it is. Every text is valid; what
 * is empty is left out.
 */
export function parseBlocks(markup: string): MarkupBlock[] {
  const blocks: MarkupBlock[] = [];
  let gathered: string[] = [];
  let kind: MarkupBlock['type'] = 'paragraph';
  const finish = () => {
    if (gathered.length > 0) blocks.push(...blockOf(kind, gathered));
    gathered = [];
  };
  for (const line of linesOf(markup)) {
    const next = kindOf(line, gathered.length > 0 ? kind : undefined);
    if (next === undefined || next !== kind) finish();
    if (next === undefined) continue;
    kind = next;
    gathered.push(line);
  }
  finish();
  return blocks;
}

/** Writes blocks as markup that reads back as the same blocks. */
export function printBlocks(blocks: readonly MarkupBlock[]): string {
  return blocks.map(printBlock).filter(Boolean).join('\n\n');
}

function linesOf(markup: string): string[] {
  return markup.split(/\r\n|[\n\r\u2028\u2029]/);
}

/** What a line belongs to, given the block it may continue; undefined for a blank one. */
function kindOf(line: string, before: MarkupBlock['type'] | undefined): MarkupBlock['type'] | undefined {
  const plain = line.trim();
  if (plain === '') return undefined;
  if (before === 'list' && CONTINUED.test(line)) return 'list';
  if (ITEM.test(plain)) return 'list';
  return plain.startsWith('|') ? 'table' : 'paragraph';
}

function blockOf(kind: MarkupBlock['type'], lines: readonly string[]): MarkupBlock[] {
  if (kind === 'table') return tableOf(lines);
  if (kind === 'paragraph') return [{ type: 'paragraph', text: lines.map((line) => taken(line.trim())).join('\n') }];
  const items: string[] = [];
  for (const line of lines) {
    const begins = !CONTINUED.test(line) || items.length === 0;
    const text = taken(begins ? line.trim().replace(ITEM, '').trim() : line.trim());
    if (begins) items.push(text);
    else items.push([items.pop(), text].filter(Boolean).join('\n'));
  }
  const full = items.filter(Boolean);
  return full.length === 0 ? [] : [{ type: 'list', items: full }];
}

function tableOf(lines: readonly string[]): MarkupBlock[] {
  const rows = lines.map(cellsOf);
  const hasHead = rows[1]?.every((cell) => RULER.test(cell)) === true;
  const [first, , ...others] = rows;
  const body = (hasHead ? others : rows).map((row) => row.map(taken));
  const head = hasHead && first !== undefined ? first.map(taken) : [];
  const width = Math.max(head.length, ...body.map(({ length }) => length));
  const filled = (row: string[]) => [...row, ...Array<string>(width - row.length).fill('')];
  return [{ type: 'table', head: head.length === 0 ? [] : filled(head), rows: body.map(filled) }];
}

/** Cells of a row, still escaped; the bar at the end may be missing. */
function cellsOf(line: string): string[] {
  const cells = [''];
  const inside = line.trim().slice(1);
  for (const sign of inside.match(/\\[\\|-]|[\s\S]/gu) ?? []) {
    if (sign === '|') cells.push('');
    else cells.push(`${cells.pop() ?? ''}${sign}`);
  }
  if (cells.length > 1 && cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.trim());
}

function printBlock(block: MarkupBlock): string {
  if (block.type === 'table') return printTable(block);
  if (block.type === 'list')
    return block.items.flatMap((item) => plainLines(item).map((line, index) => `${index === 0 ? '- ' : '  '}${masked(line)}`)).join('\n');
  return plainLines(block.text)
    .map((line) => masked(line).replace(/^(-(?= |$)|\|)/, '\\$1'))
    .join('\n');
}

function printTable({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): string {
  const row = (cells: readonly string[]) => `| ${cells.map(printCell).join(' | ')} |`;
  const ruler = head.length === 0 ? [] : [row(head), `| ${head.map(() => '---').join(' | ')} |`];
  return [...ruler, ...rows.map(row)].join('\n');
}

function printCell(cell: string): string {
  const plain = masked(plainLines(cell).join(' ')).replaceAll('|', '\\|');
  return RULER.test(plain) ? plain.replace('-', '\\-') : plain;
}

function plainLines(text: string): string[] {
  return linesOf(text)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Doubles a backslash where it would be taken for the sign before another. */
function masked(line: string): string {
  return line.replace(/\\(?=[\\|-]|$)/g, '\\\\');
}

function taken(text: string): string {
  return text.replace(/\\([\\|-])/g, '$1');
}
