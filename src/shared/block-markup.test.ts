import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlocks, printBlocks } from './block-markup.ts';

/** Text in one piece, with the signs that mean something in markup. */
const line = fc
  .array(fc.oneof(fc.constantFrom('-', '|', '\\', ' ', '---', '{{client_name}}', ':', '#', '\t', '\u00a0'), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 8,
  })
  .map((parts) =>
    parts
      .join('')
      .replaceAll(/[\n\r\u2028\u2029]/g, '')
      .trim(),
  )
  .filter(Boolean);
const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
const cell = fc.oneof(line, fc.constant(''));

const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
  const row = fc.array(cell, { minLength: width, maxLength: width });
  return fc
    .record({ type: fc.constant('table' as const), head: fc.oneof(row, fc.constant<string[]>([])), rows: fc.array(row, { maxLength: 4 }) })
    .filter(({ head, rows }) => head.length + rows.length > 0);
});
const block = fc.oneof(
  fc.record({ type: fc.constant('paragraph' as const), text: lines }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(lines, { minLength: 1, maxLength: 4 }) }),
  table,
);

describe('markup of a text', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        expect(parseBlocks(printBlocks(blocks))).toEqual(blocks);
      }),
      { numRuns: 500 },
    );
  });

  it('takes any text, and means the same after it is written anew', () => {
    const markup = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('- ', '|', ' | ', '---', '\n', '\n\n', '\\', '  ', 'a', 'é'), { maxLength: 30 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(markup, (text) => {
        const blocks = parseBlocks(text);
        expect(parseBlocks(printBlocks(blocks))).toEqual(blocks);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells paragraphs, lists and tables apart without blank lines between them', () => {
    expect(parseBlocks('Before a mailing:\nread this.\n- one\n  and more\n- two\n| Limit | Value |\n| --- | --- |\n| per hour | 100 |\nThe end.')).toEqual([
      { type: 'paragraph', text: 'Before a mailing:\nread this.' },
      { type: 'list', items: ['one\nand more', 'two'] },
      { type: 'table', head: ['Limit', 'Value'], rows: [['per hour', '100']] },
      { type: 'paragraph', text: 'The end.' },
    ]);
  });

  it('takes a table without a head, fills short rows and does not need the last bar', () => {
    expect(parseBlocks('| a | b\n| c')).toEqual([
      {
        type: 'table',
        head: [],
        rows: [
          ['a', 'b'],
          ['c', ''],
        ],
      },
    ]);
  });

  it('keeps a sign that follows a backslash', () => {
    expect(parseBlocks('\\- not an item\n\n| one \\| cell |')).toEqual([
      { type: 'paragraph', text: '- not an item' },
      { type: 'table', head: [], rows: [['one | cell']] },
    ]);
  });
});
