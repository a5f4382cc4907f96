/** What is said of an input that is refused: the value it is about, and of a choice what may be chosen. */
export interface Refused {
  readonly path?: string;
  readonly values?: string;
}

/** What the parser says of one value. Of a choice between forms (`errors`), what each form says. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly values?: readonly unknown[] | undefined;
  readonly options?: readonly unknown[] | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function issuesIn(list: unknown): Issue[] {
  return (listOf(list) ?? []).flatMap((each) => {
    if (!isRecord(each)) return [];
    const path = (listOf(each.path) ?? []).filter((key) => typeof key === 'string' || typeof key === 'number');
    return [{ path, values: listOf(each.values), options: listOf(each.options), errors: listOf(each.errors) }];
  });
}

/** Of a value that fits none of several forms, the form that it comes nearest to is what somebody meant. */
function nearest(issue: Issue): Issue {
  const forms = (issue.errors ?? []).map(issuesIn).filter(({ length }) => length > 0);
  const [form] = forms.toSorted((a, b) => a.length - b.length || (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0));
  const [first] = form ?? [];
  if (first === undefined) return issue;
  const inner = nearest(first);
  return { ...inner, path: [...issue.path, ...inner.path] };
}

/** What the first of the parser's `issues` is about; nothing where it names nothing. */
export function refusedBy(issues: unknown): Refused {
  const [first] = issuesIn(issues);
  if (first === undefined) return {};
  const { path, values, options } = nearest(first);
  const choice = values ?? options;
  return { path: path.join('.'), ...(choice === undefined ? {} : { values: choice.map(String).join(', ') }) };
}

/**
 * The first field of what was given that the parser did not take, as a path; undefined = all were taken. No input of the contract changes the shape of what it takes, so a field
 * that is gone is one nobody knows. What is undefined is not sent either.
 */
export function unknownField(given: unknown, taken: unknown): string | undefined {
  if (Array.isArray(given)) {
    const parts = listOf(taken) ?? [];
    return firstOf(given.map((each, index) => [String(index), each, parts[index]]));
  }
  if (!isRecord(given)) return undefined;
  const parts = isRecord(taken) ? taken : {};
  const sent = Object.entries(given).filter(([, value]) => value !== undefined);
  const strange = sent.find(([key]) => !Object.hasOwn(parts, key));
  return strange?.[0] ?? firstOf(sent.map(([key, value]) => [key, value, parts[key]]));
}

function firstOf(parts: readonly (readonly [key: string, given: unknown, taken: unknown])[]): string | undefined {
  for (const [key, given, taken] of parts) {
    const deeper = unknownField(given, taken);
    if (deeper !== undefined) return `${key}.${deeper}`;
  }
  return undefined;
}
