// biome-ignore-all lint/a11y: a slider over time: one tab stop that takes the keys and reads the moment out (aria-valuetext).
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { useWidth } from '../../ui/use-width.ts';
import { momentAfterKey, momentAt, type Part, type Stretch, sumOf, windowBefore, within } from './timeline.rules.ts';
import { TimelinePlot } from './timeline-plot.tsx';
import type { Timeline } from './use-timeline.ts';
import { useWindowWords } from './verdict-words.ts';

interface ChartProps {
  timeline: Timeline;
  /** Epoch milliseconds. */
  at: number;
  windowMinutes: number;
  onChoose(at: number): void;
}

/** Pixels around a mark that still choose it. */
const REACH = 7;

/** Everything the server sent over time, with the window before the chosen moment. Pointer and keys choose the moment. */
export function TimelineChart(props: ChartProps) {
  const { t } = useTranslation('culpritsScreen');
  const { timeline, at, windowMinutes } = props;
  const { span } = timeline;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [pointed, setPointed] = useState<Part>();
  const words = useTimelineWords(timeline, windowMinutes);
  const seconds = (moment: number) => Math.round(Math.max(span.from, Math.min(span.to, moment)) / 1000);
  return (
    <figure className="timeline" aria-label={t('timeline.label')}>
      <p className="figure soft small timeline-read" aria-hidden>
        {pointed === undefined ? words.window(at) : words.column(pointed)}
      </p>
      <div
        ref={box}
        className="plot timeline-plot"
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.moment')}
        aria-orientation="horizontal"
        aria-valuemin={seconds(span.from)}
        aria-valuemax={seconds(span.to)}
        aria-valuenow={seconds(at)}
        aria-valuetext={words.window(at)}
        onPointerLeave={() => setPointed(undefined)}
        {...handlersOf(props)}
      >
        <TimelinePlot timeline={timeline} at={at} windowMinutes={windowMinutes} width={width} onPoint={setPointed} />
      </div>
      <Legend timeline={timeline} />
    </figure>
  );
}

/** How pointer and keys choose the moment. */
function handlersOf({ timeline: { span, marks }, at, onChoose }: ChartProps) {
  const choose = ({ currentTarget, clientX, pointerId }: PointerEvent) => {
    const plot = currentTarget.querySelector('[data-plot]')?.getBoundingClientRect();
    if (plot === undefined || plot.width === 0) return;
    // Drawn on, it follows the pointer beyond the edges.
    currentTarget.setPointerCapture(pointerId);
    onChoose(momentAt((clientX - plot.left) / plot.width, span, { marks: marks.map(({ line }) => Date.parse(line.at)), reach: REACH / plot.width }));
  };
  return {
    onPointerDown: choose,
    onPointerMove: (event: PointerEvent) => {
      if (event.buttons === 1) choose(event);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const next = momentAfterKey(event.key, at, span);
      if (next === undefined) return;
      event.preventDefault();
      onChoose(next);
    },
  };
}

function useTimelineWords({ parts, from }: Timeline, windowMinutes: number) {
  const { t } = useTranslation('culpritsScreen');
  const format = useFormat();
  const window = useWindowWords();
  const figures = (inside: readonly Part[]) => {
    const recipients = sumOf(inside, 'recipients');
    const [failed, deferred] = [sumOf(inside, 'failed') ?? 0, sumOf(inside, 'deferred') ?? 0];
    if (recipients === null && from === 'panel') return t('timeline.notKnown');
    return [
      t('timeline.recipients', { count: recipients ?? 0 }),
      ...(failed > 0 ? [t('timeline.failed', { count: failed })] : []),
      ...(deferred > 0 ? [t('timeline.deferred', { count: deferred })] : []),
    ].join(', ');
  };
  const said = ({ from: start, to }: Stretch) => format.span(new Date(start).toISOString(), new Date(to).toISOString());
  return {
    column: (part: Part) => t('timeline.column', { span: said(part), figures: figures([part]) }),
    window: (at: number) => {
      const counted = windowBefore(at, windowMinutes);
      return t('timeline.window', { window: window(windowMinutes), span: said(counted), figures: figures(within(parts, counted)) });
    },
  };
}

function Legend({ timeline: { from, parts } }: { timeline: Timeline }) {
  const { t } = useTranslation('culpritsScreen');
  return (
    <ul className="legend" aria-hidden>
      <li>
        <span className="timeline-key" data-kind="sent" /> {t(`timeline.key.${from}`)}
      </li>
      <li>
        <span className="timeline-key" data-kind="failed" /> {t('timeline.key.failed')}
      </li>
      {(sumOf(parts, 'deferred') ?? 0) > 0 && (
        <li>
          <span className="timeline-key" data-kind="deferred" /> {t('timeline.key.deferred')}
        </li>
      )}
      <li>
        <span className="timeline-key" data-kind="window" /> {t('timeline.key.window')}
      </li>
      <li>
        <span className="timeline-key" data-kind="moment" /> {t('timeline.key.moment')}
      </li>
    </ul>
  );
}
