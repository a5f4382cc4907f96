/** Several short things, each on a line of its own: no language has to part them by a sign. */
export function Lines({ children }: { children: readonly string[] }) {
  return (
    <ul>
      {children.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
