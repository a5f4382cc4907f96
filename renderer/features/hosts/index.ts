export { useRuleWords } from './rule-lines.ts';
