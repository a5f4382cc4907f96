import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadResult } from '../../../src/contract/acknowledgements.ts';
import { useFormat } from '../../i18n/format.ts';
import { announce } from '../../ui/announce.tsx';
import { Notice } from '../../ui/display.tsx';
import { VERDICTS } from './use-reading.ts';

/** What came of reading, in one sentence: "12 mails: 7 acknowledgements, 2 to read, …". */
export function ReadSummary({ result, fromMailbox }: { result: ReadResult; fromMailbox: boolean }) {
  const { t } = useTranslation('replies');
  const { list } = useFormat();
  const counted = [...VERDICTS.map((id) => ({ id, count: result.verdicts[id] })), { id: 'already' as const, count: result.already }];
  const parts = counted.filter(({ count }) => count > 0).map(({ id, count }) => t(`result.part.${id}`, { count }));
  const mails = t('result.mails', { count: result.mails });
  const nothing = t(fromMailbox ? 'result.noNews' : 'result.none');
  const sentence = result.mails === 0 ? nothing : parts.length === 0 ? mails : t('result.sum', { mails, parts: parts.join(', ') });
  useEffect(() => announce(sentence), [sentence]);
  return (
    <Notice tone={toneOf(result)} title={sentence}>
      {result.forCase > 0 && <p>{t('result.forCase', { count: result.forCase })}</p>}
      {result.verdicts.unrelated > result.forCase && <p>{t('result.unrelated')}</p>}
      {result.unreadable.length > 0 && <p>{t('result.unreadable', { names: list(result.unreadable) })}</p>}
    </Notice>
  );
}

function toneOf({ verdicts, unreadable }: ReadResult) {
  if (verdicts.to_read > 0 || unreadable.length > 0) return 'attention';
  return verdicts.acknowledged > 0 ? 'ok' : 'info';
}
