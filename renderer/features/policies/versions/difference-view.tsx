import { CirclePlus, Diff, MinusCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { SectionDifference } from '../../../../src/contract/texts.ts';
import type { Language } from '../../../../src/shared/language.ts';
import type { client } from '../../../client/client.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { FilterChips } from '../../../ui/choice.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { Merged } from '../policy-text.tsx';
import { isChanged, summaryOf } from './difference.rules.ts';
import './difference.css';

type Compared = Awaited<ReturnType<typeof client.policies.compare>>;
type Section = z.infer<typeof SectionDifference>;
type Sentence = Section['sentences'][number];
type Option = 'beside' | 'whole';

const OPTIONS = ['beside', 'whole'] as const;

/** What differs between two texts, one tab a language; changed sections only unless the whole is asked for. */
export function DifferenceView({ languages }: { languages: Compared['languages'] }) {
  const { t } = useTranslation(['policies', 'common']);
  const [shown, setShown] = useState<Option[]>([]);
  const tabs = languages.map(({ language, sections }) => ({
    id: language,
    label: t(`common:ownLanguage.${language}`),
    content: <Sections language={language} sections={sections} isBeside={shown.includes('beside')} isWhole={shown.includes('whole')} />,
  }));
  return (
    <div className="stack">
      <FilterChips label={t('difference.show')} value={shown} onChange={setShown} options={OPTIONS.map((id) => ({ id, label: t(`difference.${id}`) }))} />
      <Tabs label={t('languages')} tabs={tabs} open={currentLanguage()} />
    </div>
  );
}

interface SectionsProps {
  language: Language;
  sections: readonly Section[];
  isBeside: boolean;
  isWhole: boolean;
}

function Sections({ language, sections, isBeside, isWhole }: SectionsProps) {
  const { t } = useTranslation('policies');
  const visible = isWhole ? sections : sections.filter(isChanged);
  return (
    <div className="stack">
      <Summary sections={sections} />
      {visible.map((section) => (
        <section key={section.id} className="difference" data-beside={isBeside}>
          <h3 lang={language}>{section.id === 'head' ? t('editor.head') : section.title}</h3>
          {isBeside && (
            <div className="difference-row soft small" aria-hidden>
              <span>{t('difference.before')}</span>
              <span>{t('difference.after')}</span>
            </div>
          )}
          <div lang={language} className="stack" data-gap="s">
            {withoutHeading(section).map((sentence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no name and never move
              <SentenceView key={index} sentence={sentence} isBeside={isBeside} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Summary({ sections }: { sections: readonly Section[] }) {
  const { t } = useTranslation('policies');
  const { sections: count, added, removed } = summaryOf(sections);
  if (count === 0) return <p className="soft">{t('difference.nothing')}</p>;
  return (
    <p className="row" data-gap="l">
      <span className="difference-count">
        <Diff size={16} aria-hidden />
        {t('difference.sections', { count })}
      </span>
      <span className="difference-count" data-state="added">
        <CirclePlus size={16} aria-hidden />
        {t('difference.added', { count: added })}
      </span>
      <span className="difference-count" data-state="removed">
        <MinusCircle size={16} aria-hidden />
        {t('difference.removed', { count: removed })}
      </span>
    </p>
  );
}

function SentenceView({ sentence, isBeside }: { sentence: Sentence; isBeside: boolean }) {
  const { parts, state } = sentence;
  if (!isBeside) {
    return (
      <p className="difference-sentence" data-state={state}>
        <Parts parts={parts} />
      </p>
    );
  }
  return (
    <div className="difference-row">
      <p className="difference-sentence" data-state={state === 'added' ? 'none' : state}>
        <Parts parts={parts.filter((part) => part.state !== 'added')} />
      </p>
      <p className="difference-sentence" data-state={state === 'removed' ? 'none' : state}>
        <Parts parts={parts.filter((part) => part.state !== 'removed')} />
      </p>
    </div>
  );
}

/** The sentences below the heading; a heading that changed is one of them. */
function withoutHeading({ title, sentences }: Section): Sentence[] {
  const [first] = sentences;
  const isHeading = first?.state === 'same' && first.parts.map(({ text }) => text).join('') === title;
  return isHeading ? sentences.slice(1) : sentences;
}

/** Added words are underlined, removed ones struck through, and both are said to a screen reader. */
function Parts({ parts }: { parts: Sentence['parts'] }) {
  const { t } = useTranslation('policies');
  return parts.map(({ state, text }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name and never move
    if (state === 'same') return <Merged key={index} text={text} />;
    const Tag = state === 'added' ? 'ins' : 'del';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name and never move
      <Tag key={index}>
        <span className="visually-hidden" lang={currentLanguage()}>
          {t(state === 'added' ? 'difference.startAdded' : 'difference.startRemoved')}{' '}
        </span>
        <Merged text={text} />
        <span className="visually-hidden" lang={currentLanguage()}>
          {' '}
          {t('difference.end')}
        </span>
      </Tag>
    );
  });
}
