import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract } from '../../../contract/index.ts';
import { UsageError } from '../failure.ts';
import { answer, type CommonOptions, type Terminal, withAnyClient } from '../session.ts';

interface Operation {
  readonly name: string;
  readonly errors: readonly string[];
  /** JSON Schema of the input. */
  readonly input: unknown;
}

/** A field that nobody knows is refused, at any depth: the schema says so too. */
function closed({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.JSONSchema }): void {
  if (jsonSchema.properties !== undefined) jsonSchema.additionalProperties = false;
}

/** Every operation of the contract, as it is declared. */
function operations(): readonly Operation[] {
  return Object.entries(contract).flatMap(([feature, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => {
      const { inputSchema, errorMap } = operation['~orpc'];
      const input = inputSchema instanceof z.ZodType ? z.toJSONSchema(inputSchema, { io: 'input', override: closed }) : {};
      return { name: `${feature}.${verb}`, errors: Object.keys(errorMap), input };
    }),
  );
}

/** `sendward operations`. */
export function listOperations(options: CommonOptions, terminal: Terminal): void {
  const all = operations();
  answer(terminal, options, { document: { ok: true, operations: all }, words: all.map(({ name }) => name) });
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

const Event = z.object({ kind: z.string(), result: z.unknown() }).partial();

/** The answer of a call: of a stream its last value (a `done` gives its result); what came before goes to standard error. */
async function settle(value: unknown, terminal: Terminal): Promise<unknown> {
  if (!isStream(value)) return value;
  for await (const event of value) {
    const parsed = Event.safeParse(event);
    if (parsed.success && parsed.data.kind === 'done') return parsed.data.result;
    terminal.note(JSON.stringify(event));
  }
  return null;
}

/** A field of the input that is needed and was left out: "not in the expected form" would not say so. */
function missingField(operation: unknown, input: unknown): string | undefined {
  const schema = isContractProcedure(operation) ? operation['~orpc'].inputSchema : undefined;
  const issues = schema instanceof z.ZodType ? (schema.safeParse(input).error?.issues ?? []) : [];
  if (typeof input !== 'object' || input === null) return undefined;
  return issues
    .map(({ path: [field, ...deeper] }) => (deeper.length === 0 ? String(field ?? '') : ''))
    .find((field) => field !== '' && !Object.hasOwn(input, field));
}

/** `sendward call OPERATION [JSON]`: the whole contract, through the same door as the page; also beside a running server. */
export async function callOperation(
  command: { readonly name: string; readonly json: string | undefined },
  options: CommonOptions,
  terminal: Terminal,
): Promise<void> {
  const [feature = '', verb = '', ...more] = command.name.split('.');
  const verbs: unknown = Object.hasOwn(contract, feature) ? Reflect.get(contract, feature) : {};
  const operation: unknown = typeof verbs === 'object' && verbs !== null && Object.hasOwn(verbs, verb) ? Reflect.get(verbs, verb) : undefined;
  if (!isContractProcedure(operation) || more.length > 0) throw new UsageError(terminal.say('cli:unknownOperation', { name: command.name }));
  let input: unknown;
  try {
    input = JSON.parse(command.json ?? '{}');
  } catch (error) {
    throw new UsageError(terminal.say('cli:badJson', { name: command.json ?? '' }), { cause: error });
  }
  const missing = missingField(operation, input);
  if (missing !== undefined) throw new UsageError(terminal.say('cli:usageMissing', { name: missing }));
  await withAnyClient(options, async (client) => {
    const call: unknown = Reflect.get(Reflect.get(client, feature), verb);
    if (typeof call !== 'function') throw new Error(`The client lacks ${command.name}`);
    const result = await settle(await call(input), terminal);
    answer(terminal, options, { document: { ok: true, result }, words: [JSON.stringify(result, null, 2)] });
  });
}
