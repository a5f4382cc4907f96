import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/choice.tsx';
import { CURVE_SPANS, type CurveSpan } from './spans.rules.ts';

/** How far back a curve goes. */
export function SpanSelect({ value, onChange }: { value: CurveSpan; onChange(span: CurveSpan): void }) {
  const { t } = useTranslation('usage');
  return <Select label={t('chart.span')} value={value} onChange={onChange} options={CURVE_SPANS.map((id) => ({ id, label: t(`chart.spanOf.${id}`) }))} />;
}
