import { expect, it } from 'vitest';
import type { PolicyText } from '../../contract/texts.ts';
import { mergeText } from './content.rules.ts';

const TEXT: PolicyText = {
  language: 'ru',
  title: 'Просьба',
  subject: 'Просьба',
  greeting: 'Здравствуйте!',
  sections: [
    {
      id: 'cause',
      title: 'Причина',
      rules: [],
      blocks: [
        { type: 'paragraph', text: 'Письма уходили: {{window}}.' },
        { type: 'list', items: ['Причина: {{cause}}.', '{{measures}}'] },
      ],
    },
  ],
};

it('sets one stop where a value brings its own, and leaves what somebody wrote as he wrote it', () => {
  const { content } = mergeText(TEXT, { window: 'с 1 по 2 марта 2026 г.', cause: 'Форма. И ещё...', measures: 'См. п.. 3' });
  expect(content.sections[0]?.blocks).toEqual([
    { type: 'paragraph', text: 'Письма уходили: с 1 по 2 марта 2026 г.' },
    { type: 'list', items: ['Причина: Форма. И ещё....', 'См. п.. 3'] },
  ]);
});
