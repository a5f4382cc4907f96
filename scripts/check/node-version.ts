/** The line of Node that Electron ships and the native modules are built for. */
const NEEDED = 24;

/** Ends the program with a clear line when it does not run on the Node that the install brings. */
export function requireNode(): void {
  const [major = '0'] = process.versions.node.split('.');
  if (Number(major) === NEEDED) return;
  process.stderr.write(
    `This needs Node ${NEEDED} and got ${process.versions.node}. Run it through npm ("npm run …") after "npm ci", which brings Node ${NEEDED} along.\n`,
  );
  process.exit(2);
}
