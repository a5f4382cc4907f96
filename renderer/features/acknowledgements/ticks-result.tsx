import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { TickRows, TicksSum } from './ticks-preview.tsx';
import type { TicksAnswer } from './use-ticks.ts';

/** What the import did, and where to go from here. */
export function TicksResult({ result, onAnother }: { result: TicksAnswer; onAnother(): void }) {
  const { t } = useTranslation('replies');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="stack">
      <Notice
        tone="ok"
        title={t('ticks.done', { count: result.add })}
        actions={
          <>
            <LinkButton to="/notices/proof" variant="primary">
              {t('ticks.toProof')}
            </LinkButton>
            <LinkButton to="/notices/replies">{t('ticks.toReplies')}</LinkButton>
            <Button variant="quiet" onPress={onAnother}>
              {t('ticks.another')}
            </Button>
          </>
        }
      >
        <p>{t('ticks.doneWhy')}</p>
        <p>
          <TicksSum answer={result} />
        </p>
      </Notice>
      <Card title={t('ticks.rows')}>
        <TickRows rows={result.rows} counts={result} />
      </Card>
    </div>
  );
}
