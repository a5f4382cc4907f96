import { describe, expect, it } from 'vitest';
import { joinedCells, joinedLimits, joinedRefusals, joinedTraces, type LogPart } from './joined.rules.ts';

const HOUR = 3600;
const QUARTER = 900;
/** 2026-11-24, 00:00 UTC. */
const BEGIN = 1_795_478_400;
const at = (seconds: number): string => new Date((BEGIN + seconds) * 1000).toISOString();
const line = (seconds: number, place: number, file = 'mainlog') => ({ file, line: place, at: at(seconds), text: `line at ${seconds}` });

interface Written {
  readonly from: number;
  readonly to: number;
  readonly lines?: number;
  /** Messages of each quarter from the beginning, whatever the log covers. */
  readonly messages?: number;
}

/** A log of one account that sends as much in every quarter, by a script that is refused now and then. */
function part({ from, to, lines = to - from, messages = 10 }: Written): LogPart {
  const starts = Array.from(
    { length: Math.ceil((to - Math.floor(from / QUARTER) * QUARTER) / QUARTER) },
    (_, index) => Math.floor(from / QUARTER) * QUARTER + index * QUARTER,
  );
  // A quarter that is not whole holds its part.
  const held = (start: number, seconds: number): number => Math.round((messages * (Math.min(to, start + seconds) - Math.max(from, start))) / QUARTER);
  const slots = starts.map((start, place) => {
    const count = held(start, QUARTER);
    return { start: BEGIN + start, seconds: QUARTER, messages: count, recipients: count, failed: 1, sources: 2, fresh: place < 4 ? 1 : 0 };
  });
  return {
    span: { from: BEGIN + from, to: BEGIN + to },
    lines,
    told: {
      cells: starts.map((start) => ({
        start: BEGIN + start,
        counts: { messages: held(start, QUARTER), recipients: held(start, QUARTER), forwardedIn: 0 },
        outcomes: [],
      })),
      traces: [
        {
          ...{ kind: 'script', value: '/home/joy/.cache', foreign: false, sources: 4, slots },
          messages: slots.reduce((sum, slot) => sum + slot.messages, 0),
          recipients: slots.reduce((sum, slot) => sum + slot.recipients, 0),
          failed: slots.length,
          first: line(from, 1),
          lastAt: at(to - 1),
        },
      ],
      refusals: [{ class: 'blocked', target: 'content', line: line(Math.ceil(from / HOUR) * HOUR + 60, Math.ceil(from / HOUR)) }],
      limits: [
        {
          kind: 'failures',
          allowed: 175,
          counted: 176,
          times: starts.length,
          firstAt: BEGIN + from,
          lastAt: BEGIN + to - 1,
          line: line(from, 3),
          slots: starts.map((start) => ({
            start: BEGIN + start,
            times: 1,
            firstAt: BEGIN + Math.max(from, start),
            lastAt: BEGIN + Math.min(to, start + QUARTER) - 1,
          })),
        },
      ],
    },
  };
}

const messagesOf = (parts: readonly LogPart[]): number => joinedCells(parts).reduce((sum, { counts }) => sum + counts.messages, 0);
const traceOf = (parts: readonly LogPart[]) => joinedTraces(parts)[0];

describe('logs of one server', () => {
  const day = part({ from: 0, to: 24 * HOUR });

  it('that are the same count once, whatever is counted', () => {
    expect(messagesOf([day, day])).toBe(messagesOf([day]));
    expect(joinedTraces([day, day])).toEqual(joinedTraces([day]));
    expect(joinedRefusals([day, day])).toEqual(day.told.refusals);
    expect(joinedLimits([day, day])).toEqual(day.told.limits);
  });

  it('that overlap count each quarter once', () => {
    const later = part({ from: 20 * HOUR, to: 40 * HOUR });
    expect(messagesOf([day, later])).toBe(40 * 4 * 10);
    expect(traceOf([later, day])).toMatchObject({ messages: 40 * 4 * 10, first: { line: 1 }, lastAt: at(40 * HOUR - 1) });
    expect(joinedLimits([day, later])).toMatchObject([{ times: 40 * 4, lastAt: BEGIN + 40 * HOUR - 1 }]);
  });

  it('of which one is the end of the other, and begins within a quarter, lose nothing by it', () => {
    const tail = part({ from: 22 * HOUR + 400, to: 24 * HOUR });
    expect(messagesOf([day, tail])).toBe(24 * 4 * 10);
    expect(messagesOf([tail, day])).toBe(24 * 4 * 10);
  });

  it('that were cut within a quarter are put together', () => {
    const [first, second] = [part({ from: 0, to: 12 * HOUR + 450 }), part({ from: 12 * HOUR + 450, to: 24 * HOUR })];
    expect(messagesOf([first, second])).toBe(24 * 4 * 10);
    expect(traceOf([first, second])).toMatchObject({ messages: 24 * 4 * 10 });
    // Four addresses are new to each of them: at least four there were.
    expect(traceOf([first, second])?.slots.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(4);
  });

  it('of which one saw more of a time are told by that one', () => {
    const poor = part({ from: 0, to: 30 * HOUR, messages: 2, lines: 10 });
    expect(messagesOf([poor, day])).toBe(24 * 4 * 10 + 6 * 4 * 2);
  });
});
