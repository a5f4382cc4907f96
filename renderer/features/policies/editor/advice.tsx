import { useQuery } from '@tanstack/react-query';
import { TextSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Draft } from '../../../../src/contract/policies.ts';
import type { Hint } from '../../../../src/contract/texts.ts';
import { orpc } from '../../../client/client.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Card, StateTag } from '../../../ui/display.tsx';
import { useHintWords } from '../fields/field-words.ts';
import type { Place, TextOfHost } from './unsaved.ts';
import { useDebounced } from './use-debounced.ts';
import type { Editing } from './use-editing.ts';
import { blocksOf } from './wording.ts';

type HintOf = z.infer<typeof Hint>;

interface AdviceProps {
  text: TextOfHost;
  draft: z.infer<typeof Draft>;
  place: Place;
  editing: Editing;
  onJump(place: Place, sentence: string): void;
}

/** How easy the text is to read, and remarks about its sentences, with those about what is being typed. */
export function AdviceCard({ text, draft, place, editing, onJump }: AdviceProps) {
  const { t } = useTranslation(['policies', 'common']);
  const { hints, readability } = useAdvice({ text, draft, place, editing });
  return (
    <Card title={t('advice.title')} actions={<span className="soft">{t(`common:ownLanguage.${place.language}`)}</span>}>
      {readability !== undefined && <Readability score={readability} />}
      {hints.length === 0 ? (
        <p>
          <StateTag tone="ok">{t('advice.none')}</StateTag>
        </p>
      ) : (
        <ul className="gaps">
          {hints.map((hint) => (
            <HintItem key={[hint.section, hint.code, hint.sentence, JSON.stringify(hint.values)].join('/')} hint={hint} onJump={onJump} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function HintItem({ hint, onJump }: { hint: HintOf; onJump(place: Place, sentence: string): void }) {
  const { t } = useTranslation('policies');
  const words = useHintWords();
  const { language, section, sentence } = hint;
  return (
    <li>
      <div>
        <p>{words(hint)}</p>
        <p className="soft small hint-sentence" lang={language}>
          {sentence}
        </p>
      </div>
      <Button icon={TextSearch} onPress={() => onJump({ language, section }, sentence)}>
        {t('advice.show')}
      </Button>
    </li>
  );
}

const GRADES = [
  { from: 70, id: 'easy', tone: 'ok' },
  { from: 50, id: 'plain', tone: 'ok' },
  { from: 30, id: 'demanding', tone: 'attention' },
  { from: Number.NEGATIVE_INFINITY, id: 'hard', tone: 'attention' },
] as const;

function Readability({ score }: { score: number }) {
  const { t } = useTranslation('policies');
  const format = useFormat();
  const shown = Math.round(Math.max(0, Math.min(100, score)));
  const grade = GRADES.find(({ from }) => score >= from) ?? GRADES[3];
  return (
    <div className="readability">
      <p className="row">
        {t('advice.readability', { score: format.number(shown) })} <StateTag tone={grade.tone}>{t(`advice.grade.${grade.id}`)}</StateTag>
      </p>
      <meter className="readability-scale" min={0} max={100} value={shown} aria-label={t('advice.readability', { score: format.number(shown) })} />
      <p className="soft small">{t(`advice.gradeHint.${grade.id}`)}</p>
    </div>
  );
}

/** Remarks about the stored text; of the section that is being typed, remarks about what is typed. */
function useAdvice({ text, draft, place, editing }: Omit<AdviceProps, 'onJump'>): { hints: readonly HintOf[]; readability: number | undefined } {
  const typed = useDebounced(editing.unsavedAt(place) ?? null, 700);
  const wording = typed === null ? null : blocksOf(place.section, typed);
  const live = useQuery({
    ...orpc.policies.hints.queryOptions({ input: { ...text, ...place, wording: wording ?? { title: '-', blocks: [] } } }),
    enabled: wording !== null && wording.title !== '',
  });
  const ofLanguage = draft.hints.filter(({ language }) => language === place.language);
  const stored = draft.readability.find(({ language }) => language === place.language)?.score;
  const current = wording === null || live.data === undefined ? undefined : live.data;
  if (current === undefined) return { hints: ofLanguage, readability: stored };
  return { hints: [...current.hints, ...ofLanguage.filter(({ section }) => section !== place.section)], readability: stored };
}
