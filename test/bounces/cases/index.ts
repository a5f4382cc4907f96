import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BounceClass, BounceTarget, MailKind } from '../../../src/contract/bounces.ts';
import { ANSWERS } from './answers.ts';
import { about, type Expected } from './expected.ts';
import { LAYOUTS } from './layouts.ts';

/** A labelled mail as it would arrive. */
export interface Case {
  readonly name: string;
  readonly eml: Uint8Array;
  readonly expected: Expected;
}

const EML = new URL('eml/', import.meta.url);

const Labels = z.array(
  z.object({
    file: z.string(),
    kind: MailKind,
    recipients: z.array(z.object({ address: z.string(), class: BounceClass, target: BounceTarget, suppress: z.boolean() })),
    delayed: z.boolean().default(false),
  }),
);

/** Mails written out, each of another shape. */
export function writtenCases(): Case[] {
  return Labels.parse(JSON.parse(readFileSync(new URL('labels.json', EML), 'utf8'))).map(({ file, ...expected }) => ({
    name: file,
    eml: readFileSync(new URL(file, EML)),
    expected,
  }));
}

/** Every answer of a server in one layout, each answer in another one. */
export function builtCases(): Case[] {
  const layouts = Object.entries(LAYOUTS);
  return ANSWERS.flatMap((answer, index) => {
    const [name, build] = layouts[index % layouts.length] ?? [];
    return build === undefined ? [] : [caseOf(`${answer.name} by ${name}`, build, answer)];
  });
}

/** Every answer in every layout; fields alone do not tell in reply to what a bare code was. */
export function everyLayout(): Case[] {
  const tells = (name: string, answer: string): boolean => name !== 'fieldsOnly' || !answer.startsWith('bare');
  return Object.entries(LAYOUTS).flatMap(([name, build]) =>
    ANSWERS.filter((answer) => tells(name, answer.name)).map((answer) => caseOf(`${answer.name} by ${name}`, build, answer)),
  );
}

function caseOf(name: string, build: (typeof LAYOUTS)[keyof typeof LAYOUTS], answer: (typeof ANSWERS)[number]): Case {
  const address = 'somebody@heron.example';
  const expected: Expected = { kind: 'bounce', recipients: [about(address, answer.class, answer.target)] };
  return { name, eml: Buffer.from(build([{ address, answer }])), expected };
}

/** All labelled mails. */
export function allCases(): Case[] {
  return [...writtenCases(), ...builtCases()];
}
