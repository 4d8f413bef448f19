/** The rules of the house: which room may know which. Checked by `npm run rules`, part of `npm test`. */

const pure = '^src/(domain|rendering|planning)/';
const rooms =
  'sources|rendering|planning|queue|delivery|ledger|figures|writing|storage|media|members|networks|campaign|commands|admin|web|sandbox|wiring';

/** A room that knows only the vocabulary and what every room shares. */
const secluded = name => ({
  name: `${name.replace('/', '-')}-knows-only-the-vocabulary`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(domain|shared|${name})/` },
});

const rules = [
  { name: 'no-cycle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
  {
    name: 'domain-imports-nothing',
    severity: 'error',
    from: { path: '^src/domain/' },
    to: { pathNot: '^src/domain/' },
  },
  {
    name: 'shared-imports-no-room',
    severity: 'error',
    from: { path: '^src/shared/' },
    to: { path: `^src/(${rooms})/|^src/[^/]+\\.ts$` },
  },
  ...[
    'sources',
    'rendering',
    'planning',
    'queue',
    'delivery',
    'ledger',
    'figures',
    'writing',
    'storage',
    'media',
    'members',
    'sandbox',
  ].map(secluded),
  {
    name: 'a-network-knows-only-the-vocabulary',
    severity: 'error',
    from: { path: '^src/networks/([^/]+)/' },
    to: { path: '^src/', pathNot: '^src/(domain|shared|networks/$1)/' },
  },
  {
    name: 'registry-knows-only-networks',
    severity: 'error',
    from: { path: '^src/networks/registry\\.ts$' },
    to: { path: '^src/', pathNot: '^src/(domain|networks)/' },
  },
  {
    name: 'campaign-knows-the-pure-rooms',
    severity: 'error',
    from: { path: '^src/campaign/' },
    to: { path: '^src/', pathNot: '^src/(domain|shared|rendering|planning|campaign)/' },
  },
  {
    name: 'admin-and-web-call-use-cases',
    severity: 'error',
    from: { path: '^src/(admin|web)/' },
    to: { path: '^src/', pathNot: '^src/(domain|shared|campaign|$1)/' },
  },
  {
    name: 'only-the-outermost-files-see-config-and-registry',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(app|main|config)\\.ts$|^src/(config|wiring)/' },
    to: { path: '^src/(config[./]|networks/registry\\.ts$)' },
  },
  {
    name: 'nobody-imports-the-entrance',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^src/main\\.ts$' },
  },
  {
    name: 'only-the-outermost-files-wire',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(app|main)\\.ts$|^src/(commands|wiring)/' },
    to: { path: '^src/(app\\.ts$|wiring/)' },
  },
  {
    name: 'only-the-queue-knows-bullmq',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/queue/' },
    to: { path: 'node_modules/(bullmq|ioredis)/' },
  },
  {
    name: 'pure-rooms-use-no-built-in',
    severity: 'error',
    from: { path: pure },
    to: { dependencyTypes: ['core'] },
  },
  { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

module.exports = {
  forbidden: rules,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
