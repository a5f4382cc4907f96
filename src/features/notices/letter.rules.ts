import type { Block } from '../../contract/texts.ts';
import type { PdfBlock, PdfDocument } from '../../ports/pdf.ts';
import { escapeHtml } from '../../shared/text.ts';
import type { NoticeContent } from './content.rules.ts';

/** What a mail says beside the content: that the PDF says the same, the hash of the content, and how a name and its value are written. */
export interface MailWords {
  readonly attached: string;
  readonly hash: string;
  readonly labelled: (label: string, value: string) => string;
}

/** The content as plain text. */
export function plainText(content: NoticeContent, words: MailWords): string {
  const sections = content.sections.map((section) => [section.title, ...section.blocks.map((block) => plainBlock(block, words))].join('\n\n'));
  return `${[content.title, content.greeting, ...sections, '--', `${words.attached}\n${words.hash}`].join('\n\n')}\n`;
}

/** Lines inside a block are set in, so that none of them looks like a heading, an item or the end of the text. */
const INSIDE = '\n  ';

function plainBlock(block: Block, { labelled }: MailWords): string {
  const inside = (text: string): string => text.replaceAll('\n', INSIDE);
  switch (block.type) {
    case 'paragraph':
      return inside(block.text);
    case 'list':
      return block.items.map((item) => `- ${inside(item)}`).join('\n');
    case 'table': {
      const { head, rows } = block;
      const line = ([name = '', ...cells]: readonly string[], between: string): string => inside(labelled(name, cells.join(between)));
      if (head.length === 0) return rows.map((row) => `- ${line(row, ', ')}`).join('\n');
      // Columns fall apart in a mail: what a row is about, then its cells; the headings stand once, above them and no row.
      return [line(head, ' | '), ...rows.map((row) => `- ${line(row, ' | ')}`)].join('\n');
    }
  }
}

const QUIET = 'color:#66717a';
const LINE = 'border-bottom:1px solid #8a949b66';

/** The content as one HTML page: styles inline, nothing fetched, no fixed colours for text or ground, so that dark mode can turn it over. */
export function htmlPage(content: NoticeContent, words: MailWords): string {
  const sections = content.sections.map(
    (section) => `<h2 style="font-size:17px;line-height:1.3;margin:28px 0 8px">${escapeHtml(section.title)}</h2>\n${section.blocks.map(htmlBlock).join('\n')}`,
  );
  return `<!DOCTYPE html>
<html lang="${content.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(content.subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:'Noto Sans','Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:1.55">
<main style="max-width:640px;margin:0 auto">
<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${escapeHtml(content.title)}</h1>
<p style="margin:0 0 12px">${escapeHtml(content.greeting)}</p>
${sections.join('\n')}
<hr style="border:0;${LINE};margin:32px 0 12px">
<p style="font-size:12px;${QUIET};margin:0">${escapeHtml(words.attached)}</p>
<p style="font-size:12px;${QUIET};margin:0;overflow-wrap:anywhere">${escapeHtml(words.hash)}</p>
</main>
</body>
</html>
`;
}

function htmlBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p style="margin:0 0 12px;overflow-wrap:anywhere">${htmlText(block.text)}</p>`;
    case 'list':
      return `<ul style="margin:0 0 12px;padding-left:22px;overflow-wrap:anywhere">\n${block.items.map((item) => `<li style="margin:0 0 5px">${htmlText(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return htmlTable(block);
  }
}

/** Escaped, its lines kept. */
function htmlText(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

function htmlTable({ head, rows }: Block & { type: 'table' }): string {
  const cell = `padding:6px 12px 6px 0;text-align:left;vertical-align:top;overflow-wrap:anywhere;${LINE}`;
  const heads = head.map((text) => `<th scope="col" style="${cell}">${htmlText(text)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((text, column) =>
      head.length === 0 && column === 0
        ? `<th scope="row" style="${cell};font-weight:normal;${QUIET};width:34%">${htmlText(text)}</th>`
        : `<td style="${cell}">${htmlText(text)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const header = head.length === 0 ? '' : `<thead><tr>${heads}</tr></thead>\n`;
  return `<table style="border-collapse:collapse;width:100%;margin:0 0 14px;font-size:14px">\n${header}<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

export interface PdfFacts {
  readonly author: string;
  readonly footer: string;
  readonly createdAtMs: number;
}

/** The content as a document for the PDF engine. */
export function pdfDocument(content: NoticeContent, facts: PdfFacts): PdfDocument {
  return {
    language: content.language,
    title: content.title,
    ...facts,
    blocks: [
      { type: 'heading', level: 1, text: content.title },
      { type: 'paragraph', text: content.greeting },
      ...content.sections.flatMap((section): PdfBlock[] => [
        { type: 'heading', level: 2, text: section.title },
        ...section.blocks.map((block): PdfBlock => (section.id === 'summary' && block.type === 'list' ? { ...block, type: 'callout' } : block)),
      ]),
    ],
  };
}
