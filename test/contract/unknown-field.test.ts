import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/app/create-app.ts';
import { contract } from '../../src/contract/index.ts';
import { openTestCore } from '../support/core.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const STRANGE = 'nobodyKnowsThis';

const TEXTS = [
  '7f9c24e8-3b12-4c6f-9d8e-0a1b2c3d4e5f',
  '2027-01-04',
  '2027-01-04T10:00:00Z',
  'someone@example.org',
  'https://host.example/',
  '192.0.2.1',
  '2001:db8::1',
  'QUJD',
  '10:00',
  '01-04',
  '001-01',
  '1',
  'EN',
  'en',
  'host',
  'a'.repeat(64),
];

const FORMATS: Readonly<Record<string, z.ZodType>> = {
  uuid: z.uuid(),
  date: z.iso.date(),
  'date-time': z.iso.datetime(),
  email: z.email(),
  uri: z.url(),
  ipv4: z.ipv4(),
  ipv6: z.ipv6(),
  base64: z.base64(),
};

function text({ format, pattern, minLength = 0, maxLength = 1000 }: Schema): string {
  const fits = (each: string): boolean =>
    each.length >= minLength &&
    each.length <= maxLength &&
    (format === undefined || FORMATS[format]?.safeParse(each).success === true) &&
    (format !== undefined || pattern === undefined || new RegExp(pattern, 'u').test(each));
  const found = TEXTS.find(fits);
  if (found === undefined) throw new Error(`No text for ${JSON.stringify({ format, pattern, minLength, maxLength })}`);
  return found;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemaOf(value: unknown): Schema {
  return isSchema(value) ? value : {};
}

function optionsOf(schema: Schema): Schema[] {
  const plain = Array.isArray(schema.type) ? schema.type.map((type: unknown) => ({ type })) : [];
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...plain].map(schemaOf);
}

/** Something of that form, with every field it may have. */
function sample(schema: Schema): unknown {
  const [option] = optionsOf(schema);
  if (option !== undefined) return sample(option);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'object') return { ...Object.fromEntries(fieldsOf(schema).map(([key, field]) => [key, sample(field)])) };
  if (schema.type === 'array') return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sample(schemaOf(schema.items)));
  if (schema.type === 'string') return text(schema);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
}

/** Fields of an object; of a table by key, its first row. */
function fieldsOf(schema: Schema): [string, Schema][] {
  if (schema.properties !== undefined) return Object.entries(schema.properties).map(([key, field]) => [key, schemaOf(field)]);
  return typeof schema.additionalProperties === 'object' ? [[String(sample(schemaOf(schema.propertyNames))), schema.additionalProperties]] : [];
}

/** What the form alone does not say: which of two fields to leave out, what must be later than what. */
const FITTING: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => unknown>> = {
  'statuses.setByHand': (input) => ({ ...input, packId: undefined }),
  'checks.pace': (input) => ({ ...input, hours: { ...schemaOf(input.hours), to: '11:00' } }),
};

interface Stranger {
  readonly input: unknown;
  readonly path: string;
}

/** That form once for each object in it, with a field in that object which nobody knows. */
function strangers(schema: Schema): Stranger[] {
  const options = optionsOf(schema);
  if (options.length > 0) return options.flatMap(strangers);
  if (schema.type === 'array') return strangers(schemaOf(schema.items)).map(({ input, path }) => ({ input: [input], path: `0.${path}` }));
  if (schema.type !== 'object') return [];
  const whole = schemaOf(sample(schema));
  const deeper = fieldsOf(schema).flatMap(([key, field]) =>
    strangers(field).map(({ input, path }) => ({ input: { ...whole, [key]: input }, path: `${key}.${path}` })),
  );
  return schema.properties === undefined ? deeper : [{ input: { ...whole, [STRANGE]: 1 }, path: STRANGE }, ...deeper];
}

const test = openTestCore();
const client = createApp(test.core, test.core.db, { shell: 'test', version: '0', platform: '', runtime: '', dataFolder: '' }).client;
afterAll(() => test.close());

const operations = Object.entries(contract).flatMap(([feature, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => ({ name: `${feature}.${verb}`, feature, verb, operation })),
);

it('is refused of a choice with what may be chosen', async () => {
  const { letters, incidents } = client;
  const given = { on: '2027-01-04', channel: 'client_area' };
  const giving: unknown = Reflect.apply(letters.give, undefined, [{ id: TEXTS[0], given }]);
  await expect(giving).rejects.toMatchObject({ code: 'invalid_input', data: { path: 'given.channel', values: expect.stringContaining('ticket') } });
  const listing: unknown = Reflect.apply(incidents.list, undefined, [{ show: 'opened' }]);
  await expect(listing).rejects.toMatchObject({ code: 'invalid_input', data: { path: 'show', values: expect.stringContaining('closed') } });
});

describe('a field nobody knows', () => {
  it.each(operations)('is refused by its name: $name', async ({ name, feature, verb, operation }) => {
    const call: unknown = Reflect.get(Reflect.get(client, feature), verb);
    const { inputSchema } = operation['~orpc'];
    const schema = inputSchema instanceof z.ZodType ? z.toJSONSchema(inputSchema, { io: 'input' }) : { type: 'object' as const, properties: {} };
    for (const { input, path } of strangers(schema)) {
      const given = FITTING[name]?.(schemaOf(input)) ?? input;
      const refused: unknown = await Promise.resolve(Reflect.apply(Object(call), undefined, [given])).catch((error: unknown) => error);
      expect({ path, refused }).toMatchObject({ refused: { code: 'field_unknown', data: { path } } });
    }
  });
});
