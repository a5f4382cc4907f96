import { Visitor } from 'oxc-parser';
import { type Finding, findingAt, isTest, type Source } from './sources.ts';

const CORE = /^src\/(contract|shared|ports|features|db|connectors|logs|app)\//;
const IMPURE: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  Temporal: ['Now'],
  performance: ['now'],
  crypto: ['randomUUID'],
};

/** Places where the core would take time or chance from the machine instead of its ports. */
export function impuritiesIn(source: Source): Finding[] {
  if (!CORE.test(source.path) || isTest(source.path)) return [];
  const findings: Finding[] = [];
  new Visitor({
    NewExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) findings.push(findingAt(source, start, 'new Date(): ask core.clock'));
    },
    MemberExpression: ({ object, property, start }) => {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return;
      if (IMPURE[object.name]?.includes(property.name) === true) {
        findings.push(findingAt(source, start, `${object.name}.${property.name}: ask a port of the core`));
      }
    },
  }).visit(source.program);
  return findings;
}
