/** One row per folder: what it may import. Everything else inside the project is forbidden. */
const rows = {
  'src/shared': ['src/shared'],
  'src/contract': ['src/shared', 'src/contract'],
  'src/ports': ['src/shared', 'src/contract', 'src/ports'],
  'src/db': ['src/shared', 'src/ports', 'src/db'],
  'src/connectors': ['src/shared', 'src/ports', 'src/connectors'],
  'src/logs': ['src/shared', 'src/logs'],
  'src/features': ['src/shared', 'src/contract', 'src/ports', 'src/db', 'src/features', 'src/connectors/(connector|registry)[.]ts$'],
  'src/adapters': ['src/shared', 'src/contract', 'src/ports', 'src/logs', 'src/adapters'],
  'src/app': ['src/shared', 'src/contract', 'src/ports', 'src/db', 'src/connectors', 'src/features', 'src/app'],
  'src/boot': ['src/shared', 'src/contract', 'src/ports', 'src/db', 'src/adapters', 'src/app', 'src/boot'],
  'src/headless': ['src/shared', 'src/contract', 'src/ports', 'src/adapters', 'src/app', 'src/boot', 'src/headless'],
  electron: ['src/shared', 'src/contract', 'src/ports', 'src/adapters', 'src/app', 'src/boot', 'electron'],
  renderer: ['src/shared', 'src/contract', 'renderer'],
};
const core = '^src/(shared|contract|ports|db|connectors|logs|features)/';
const tests = '^test/|[.]test[.]tsx?$';
/** What features share with each other beside their doors. */
const featureCommons = '^src/features/(core|hooks)[.]ts$';

const at = (path) => (path.endsWith('$') ? `^${path}` : `^${path}/`);
/** The package and its process halves, never our own folder of the same name. */
const electronPackage = '^electron(/(main|common|renderer|utility))?$|node_modules/(electron|electron-store)/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const packages = (...names) => `^(${names.join('|')})(/|$)|node_modules/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    ...Object.entries(rows).map(([from, may]) =>
      rule(
        `layer-${from.replace('src/', '')}`,
        { path: at(from), pathNot: tests },
        { path: '^(src|electron|renderer|test|scripts|bench)/', pathNot: may.map(at) },
      ),
    ),
    rule('no-unknown-folder', { path: '^src/[^/]+/', pathNot: [...Object.keys(rows).map(at), tests] }, {}),
    rule('no-cycles', {}, { circular: true }),
    // What is not found cannot be judged. Packages are judged by name; whether they are there is the compiler's business.
    rule('no-unresolved', { path: '^(src|electron|renderer|scripts|bench|test)/' }, { couldNotResolve: true, path: '^[.]', pathNot: '[?]' }),
    rule('electron-only-in-electron', { pathNot: ['^electron/', '^scripts/', tests] }, { path: electronPackage }),
    rule(
      'react-only-in-renderer',
      { pathNot: ['^renderer/', tests] },
      { path: packages('react', 'react-dom', 'zustand', 'react-i18next', 'react-aria-components') },
    ),
    rule('core-without-node', { path: core, pathNot: tests }, { dependencyTypes: ['core'] }),
    rule(
      'core-without-outside',
      { path: core, pathNot: tests },
      { path: packages('better-sqlite3', 'nodemailer', 'pdfkit', 'linebreak', 'hucre', 'conf', 'commander', 'postal-mime', 'imapflow') },
    ),
    rule('renderer-without-node', { path: '^renderer/', pathNot: tests }, { dependencyTypes: ['core'] }),
    rule(
      'rpc-server-only-at-the-door',
      { path: '^(src|electron|renderer)/', pathNot: ['^src/(app|headless)/', '^electron/', tests] },
      { path: packages('@orpc/server') },
    ),
    rule(
      'features-meet-at-index',
      { path: '^src/features/([^/]+)/', pathNot: tests },
      { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index[.]ts$', featureCommons] },
    ),
    rule(
      'screens-meet-at-index',
      { path: '^renderer/features/([^/]+)/', pathNot: tests },
      { path: '^renderer/features/', pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index[.]tsx?$'] },
    ),
    rule('feature-commons-know-no-feature', { path: featureCommons }, { path: '^src/features/[^/]+/' }),
    rule(
      'connectors-do-not-meet',
      { path: '^src/connectors/([^/]+)/', pathNot: tests },
      { path: '^src/connectors/', pathNot: ['^src/connectors/$1/', '^src/connectors/[^/]+[.]ts$'] },
    ),
    rule(
      'connector-commons-know-no-connector',
      { path: '^src/connectors/[^/]+[.]ts$', pathNot: ['registry[.]ts$', tests] },
      { path: '^src/connectors/[^/]+/' },
    ),
    rule('migrations-frozen', { path: '^src/db/migrations/\\d' }, { pathNot: '^src/db/migration[.]ts$' }),
    rule('preload-thin', { path: '^electron/preload[.]ts$' }, { pathNot: electronPackage }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
