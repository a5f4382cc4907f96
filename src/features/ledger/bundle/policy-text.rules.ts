import { PolicyText } from '../../../contract/texts.ts';
import { parseJson } from '../../../shared/json.ts';

/** A published text to read without any program but an editor; null when it is in a form of long ago. */
export function policyAsText(content: string): string | null {
  const text = PolicyText.safeParse(parseJson(content));
  if (!text.success) return null;
  const sections = text.data.sections.map(({ title, blocks }) => [title, ...blocks.map(blockAsText)].join('\n\n'));
  return `${[text.data.title, text.data.greeting, ...sections].join('\n\n')}\n`;
}

function blockAsText(block: PolicyText['sections'][number]['blocks'][number]): string {
  if (block.type === 'paragraph') return block.text;
  if (block.type === 'list') return block.items.map((item) => `- ${item}`).join('\n');
  return [block.head, ...block.rows]
    .filter((row) => row.length > 0)
    .map((row) => row.join(' | '))
    .join('\n');
}
