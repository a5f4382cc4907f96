/** A hash in groups of four, to be read out and compared; copying it gives it without gaps. */
export function HashText({ children }: { children: string }) {
  const groups = children.match(/.{1,4}/g) ?? [];
  return (
    <code className="hash-text">
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of a group is its identity
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}
