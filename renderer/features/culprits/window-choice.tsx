import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../ui/field.tsx';
import { LEAST_MINUTES, MOST_MINUTES, WINDOWS } from './timeline.rules.ts';
import { useWindowWords } from './verdict-words.ts';

const OWN = 'own';

/** How long before the moment to look: one of the usual windows, or one of one's own. */
export function WindowChoice({ minutes, onChange }: { minutes: number; onChange(minutes: number): void }) {
  const { t } = useTranslation('culpritsScreen');
  const words = useWindowWords();
  const [isOwn, setOwn] = useState(() => !WINDOWS.some((window) => window === minutes));
  const choose = (keys: ReadonlySet<unknown>) => {
    setOwn(keys.has(OWN));
    const known = WINDOWS.find((window) => keys.has(String(window)));
    if (known !== undefined) onChange(known);
  };
  return (
    <div className="window-choice">
      <span className="field-label" id="window-choice">
        {t('window.label')}
      </span>
      <ToggleButtonGroup
        aria-labelledby="window-choice"
        className="chips"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[isOwn ? OWN : String(minutes)]}
        onSelectionChange={choose}
      >
        {WINDOWS.map((window) => (
          <ToggleButton key={window} id={String(window)} className="chip">
            {words(window)}
          </ToggleButton>
        ))}
        <ToggleButton id={OWN} className="chip">
          {t('window.own')}
        </ToggleButton>
      </ToggleButtonGroup>
      {isOwn && <OwnHours minutes={minutes} onChange={onChange} />}
    </div>
  );
}

function OwnHours({ minutes, onChange }: { minutes: number; onChange(minutes: number): void }) {
  const { t } = useTranslation('culpritsScreen');
  return (
    <NumberField
      label={t('window.hours')}
      hint={t('window.hint')}
      value={minutes / 60}
      onChange={(hours) => hours !== null && onChange(Math.round(hours * 60))}
      minValue={LEAST_MINUTES / 60}
      maxValue={MOST_MINUTES / 60}
      formatOptions={{ maximumFractionDigits: 2 }}
    />
  );
}
