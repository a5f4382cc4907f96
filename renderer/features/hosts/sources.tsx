import { CodeText } from '../../ui/display.tsx';

/** Where a value was read: rule ids one after the other, each unbroken, or an address. */
export function Sources({ source }: { source: string }) {
  if (source === '') return null;
  return (
    <span className="sources">
      {source.split(', ').map((part) => (
        <CodeText key={part}>{part}</CodeText>
      ))}
    </span>
  );
}
