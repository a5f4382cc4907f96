import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeField } from '../../../src/contract/merge-fields.ts';
import type { Block, PolicyText } from '../../../src/contract/texts.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { CodeText } from '../../ui/display.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useFieldWords } from './fields/field-words.ts';

/** The siblings of a text, one tab each; the one in the reader's language is open. */
export function PolicyTexts({ texts }: { texts: readonly PolicyText[] }) {
  const { t } = useTranslation(['policies', 'common']);
  const tabs = texts.map((text) => ({ id: text.language, label: t(`common:ownLanguage.${text.language}`), content: <PolicyTextView text={text} /> }));
  return <Tabs label={t('languages')} tabs={tabs} open={currentLanguage()} />;
}

/** A policy as clients will read it; what differs from client to client is marked by its name. */
function PolicyTextView({ text }: { text: PolicyText }) {
  const { t } = useTranslation('policies');
  return (
    <article className="policy-text" lang={text.language}>
      <p className="policy-subject">
        <span className="soft" lang={undefined}>
          {t('subject')}
        </span>{' '}
        <Merged text={text.subject} />
      </p>
      <h2>
        <Merged text={text.title} />
      </h2>
      <p>
        <Merged text={text.greeting} />
      </p>
      {text.sections.map((section) => (
        <section key={section.id}>
          <h3>
            <Merged text={section.title} />
          </h3>
          <Blocks blocks={section.blocks} label={section.title} />
          {section.rules.length > 0 && (
            <p className="small soft">
              {t('restsOn')} <CodeText>{section.rules.join(', ')}</CodeText>
            </p>
          )}
        </section>
      ))}
    </article>
  );
}

/** Blocks as they will be read, with merge fields marked. `label` names their tables for screen readers. */
export function Blocks({ blocks, label }: { blocks: readonly Block[]; label: string }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name and never move
    <BlockView key={index} block={block} label={index === 0 ? label : `${label} (${index + 1})`} />
  ));
}

function BlockView({ block, label }: { block: Block; label: string }) {
  if (block.type === 'paragraph') {
    return (
      <p>
        <Merged text={block.text} />
      </p>
    );
  }
  if (block.type === 'list') {
    return (
      <ul>
        {block.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no name and never move
          <li key={index}>
            <Merged text={item} />
          </li>
        ))}
      </ul>
    );
  }
  return <TableBlock head={block.head} rows={block.rows} label={label} />;
}

function TableBlock({ head, rows, label }: { head: readonly string[]; rows: readonly (readonly string[])[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-wrap" tabIndex={0} aria-label={label}>
      <table className="table">
        {head.length > 0 && (
          <thead>
            <tr>
              {head.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their columns
                <th key={index} scope="col">
                  <Merged text={cell} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name and never move
            <tr key={place}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells stay in their columns
                <td key={index}>
                  <Merged text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Text with its merge fields as marked words. */
export function Merged({ text }: { text: string }): ReactNode {
  const { name } = useFieldWords();
  return text.split(/(\{\{\w+\}\})/).map((part, index) => {
    const field = MergeField.safeParse(part.slice(2, -2));
    if (!part.startsWith('{{') || !field.success) return part;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
      <mark key={index} className="merge-field">
        {name(field.data)}
      </mark>
    );
  });
}
