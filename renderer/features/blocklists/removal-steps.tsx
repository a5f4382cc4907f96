import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BlockList, BlocklistDetail, Removal } from '../../../src/contract/blocklists.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { CodeText } from '../../ui/display.tsx';
import { Unconfirmed } from './unconfirmed.tsx';

/** Whom to ask, how, where and how long it takes. Nothing is ever sent from here. */
export function RemovalSteps({ route: { to, removal } }: { route: NonNullable<BlocklistDetail['route']> }) {
  const { t } = useTranslation('blocklists');
  return (
    <section className="stack">
      <h3>{t('removal.title')}</h3>
      <p className="prose">
        <strong>{t(`route.${to}`)}</strong> {t(`who.${removal.who}`)} <Unconfirmed fact="who" of={removal} />
      </p>
      <p className="prose">{t('removal.first')}</p>
      <ProcedureSteps removal={removal} />
    </section>
  );
}

/** How a list is left by its own rules, each part of it by itself. */
export function Removals({ list: { removals } }: { list: Pick<BlockList, 'removals'> }) {
  const { t } = useTranslation('blocklists');
  return removals.map((removal) => (
    <section key={removal.procedure} className="stack">
      <h3>{removal.parts.length > 0 && removals.length > 1 ? removal.parts.join(', ') : t('removal.title')}</h3>
      <p className="prose">
        {t(`who.${removal.who}`)} <Unconfirmed fact="who" of={removal} />
      </p>
      <ProcedureSteps removal={removal} />
    </section>
  ));
}

/** The steps of a procedure with its link and delay. */
function ProcedureSteps({ removal }: { removal: Removal }) {
  const { t } = useTranslation('blocklists');
  const { duration } = useFormat();
  const { procedure, link, delay } = removal;
  const hours = (count: number) => duration(count * 3600);
  return (
    <div className="stack">
      {removal.unconfirmed.includes('steps') && (
        <div>
          <Unconfirmed fact="steps" of={removal} />
        </div>
      )}
      <ol className="removal-steps">
        {t(`procedure.${procedure}`)
          .split('\n')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
      {link !== '' && <LinkToCopy removal={removal} />}
      <p className="soft">
        {delay === null
          ? t('removal.delayUnknown')
          : delay.from === 0 || delay.from === delay.to
            ? t('removal.delayTo', { to: hours(delay.to) })
            : t('removal.delay', { from: hours(delay.from), to: hours(delay.to) })}{' '}
        <Unconfirmed fact="delay" of={removal} />
      </p>
    </div>
  );
}

/** An address of the web, for the browser of one's choice. */
function LinkToCopy({ removal }: { removal: Removal }) {
  const { link } = removal;
  const { t } = useTranslation('blocklists');
  const copy = useCopyText();
  return (
    <p className="row">
      <CodeText>{link}</CodeText>
      <Unconfirmed fact="link" of={removal} />
      <Button icon={Copy} onPress={() => copy(link, t('removal.copied'))}>
        {t('removal.copy')}
      </Button>
    </p>
  );
}
