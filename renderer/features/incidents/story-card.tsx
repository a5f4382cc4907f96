import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentEntry } from '../../../src/contract/incidents.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { TextArea } from '../../ui/field.tsx';
import { DateTime } from '../../ui/time.tsx';
import { useStorySentence } from './story-words.ts';
import { useAct } from './use-case.ts';

/** All that was done, newest first, with notes by hand. */
export function StoryCard({ incident: { id, story } }: { incident: Incident }) {
  const { t } = useTranslation(['incidentsScreen', 'common']);
  const told = useTold();
  return (
    <Card title={t('story.title')}>
      <NoteField id={id} />
      <ol className="case-story">
        {story
          .map((entry, index) => ({ entry, key: `${entry.at} ${index}` }))
          .reverse()
          .map(({ entry, key }) => {
            const { what, words } = told(entry);
            return (
              <li key={key}>
                <p>{what}</p>
                {words !== '' && <p className="case-words">{words}</p>}
                <p className="soft small">
                  {entry.author || t('common:notNamed')}, <DateTime at={entry.at} />
                </p>
              </li>
            );
          })}
      </ol>
    </Card>
  );
}

/** What happened, and the words that belong to it: those of the program first, then those that somebody typed. */
function useTold(): (entry: IncidentEntry) => { readonly what: string; readonly words: string } {
  const { t } = useTranslation(['incidentsScreen', 'incidents']);
  const sentence = useStorySentence();
  return ({ what, step, state, told, text }) => {
    const said = told === null ? '' : sentence(told);
    if (step !== null && state !== null) {
      return { what: t('story.step', { step: t(`incidents:step.${step}`), state: t(`incidents:state.${state}`) }), words: lines(said, text) };
    }
    if (step !== null) return { what: t(`incidents:step.${step}`), words: lines(said, text) };
    if (said !== '' && what !== 'reopened') return { what: said, words: text };
    return { what: t(what === 'step' || what === 'next' || what === 'note' ? 'story.noteSaid' : `story.${what}`), words: lines(said, text) };
  };
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function NoteField({ id }: Pick<Incident, 'id'>) {
  const { t } = useTranslation('incidentsScreen');
  const [text, setText] = useState('');
  const add = useAct(
    () => client.incidents.note({ id, text }),
    () => {
      setText('');
      return { text: t('story.noted') };
    },
  );
  return (
    <form
      className="stack"
      data-gap="s"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') add.mutate(undefined);
      }}
    >
      <TextArea label={t('story.note')} wide rows={2} value={text} onChange={setText} />
      <div className="row">
        <Button type="submit" isDisabled={text.trim() === ''} isPending={add.isPending}>
          {t('story.noteDo')}
        </Button>
      </div>
    </form>
  );
}
