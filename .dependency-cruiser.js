// Who may import whom: design.md, section 2.
const app = '^src/';

/** The folders of `src/app`, and what each may import besides itself: docs/architecture.md. */
const MAY_IMPORT = {
  pages: ['features', 'layout', 'network', 'ui', 'i18n', 'platform'],
  features: ['layout', 'network', 'ui', 'i18n', 'platform'],
  layout: ['ui', 'i18n', 'platform'],
  ui: ['i18n', 'platform'],
  i18n: ['platform'],
  network: ['platform'],
  platform: [],
};
/** What runs in Node though its folder is for the browser, too. */
const SCRIPTS = '^projects/drawings/fit-shapes\\.ts$';
const FOLDERS = Object.keys(MAY_IMPORT).join('|');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-dev-dep',
      comment: 'What the app ships has to be a dependency.',
      severity: 'error',
      from: {
        path: '^(src|projects/(model|drawings|engine|formats))/',
        pathNot: `\\.spec\\.ts$|/testing/|${SCRIPTS}`,
      },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'model-stands-alone',
      severity: 'error',
      from: { path: '^projects/model/' },
      to: { path: '^(src|projects/(?!model/))|^node:' },
    },
    {
      name: 'drawings-need-model-only',
      severity: 'error',
      from: { path: '^projects/drawings/', pathNot: SCRIPTS },
      to: { path: '^(src|projects/(?!(model|drawings)/))|^node:' },
    },
    {
      name: 'formats-need-model-only',
      severity: 'error',
      from: { path: '^projects/formats/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: '^(src|projects/(?!(model|formats)/))|^node:' },
    },
    {
      name: 'engine-needs-model-only',
      comment: 'Whoever starts a run brings its images along; specs may learn from drawings.',
      severity: 'error',
      from: { path: '^projects/engine/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(src|projects/(?!(model|engine)/))' },
    },
    {
      name: 'command-line-stands-alone',
      severity: 'error',
      from: { path: '^projects/command-line/' },
      to: { path: '^(src|projects/(?!command-line/))' },
    },
    {
      name: 'trainer-needs-what-is-below',
      severity: 'error',
      from: { path: '^(projects/trainer|training)/' },
      to: { path: '^(src|projects/(?!(model|drawings|engine|formats|command-line|trainer)/))' },
    },
    {
      name: 'testing-folders-only-for-tests',
      comment: 'Benchmarks and scripts measure and make what tests use.',
      severity: 'error',
      from: {
        path: '^(src|projects|training)/',
        pathNot: '\\.spec\\.ts$|/testing/|^projects/e2e/',
      },
      to: { path: '/testing/' },
    },
    {
      name: 'nothing-learns-from-the-golden-set',
      comment:
        'It judges weights: what reads it are specs, end-to-end tests, benchmarks and the script that makes it.',
      severity: 'error',
      from: {
        pathNot:
          '^projects/(drawings/golden|e2e)/|^bench/|\\.spec\\.ts$|^scripts/make-golden-drawings\\.ts$',
      },
      to: { path: '^projects/drawings/golden/' },
    },
    {
      name: 'the-golden-set-has-hands-of-its-own',
      comment:
        'Forms, writers and noise that training draws with would measure the generator. The spec compares the forms.',
      severity: 'error',
      from: { path: '^projects/drawings/golden/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^projects/drawings/src/',
        pathNot: '^projects/drawings/src/(distributions|hands/skeleton)\\.ts$',
      },
    },
    {
      name: 'hub-needs-model-and-command-line-only',
      severity: 'error',
      from: { path: '^projects/hub/' },
      to: { path: '^(src|projects/(?!(model|command-line|hub)/))' },
    },
    {
      name: 'app-needs-engine-formats-and-model-only',
      severity: 'error',
      from: { path: app },
      to: { path: '^projects/(?!(model|engine|formats)/)' },
    },
    {
      name: 'only-the-lab-worker-learns',
      comment: 'The engine is large, and the page has no time for it.',
      severity: 'error',
      from: {
        path: app,
        pathNot: '^src/app/network/lab/(worker|testing)/|\\.spec\\.ts$',
      },
      to: { path: '^projects/engine/' },
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      from: {
        path: '^(src|projects/(model|drawings|engine|formats))/',
        pathNot: `${SCRIPTS}|^projects/formats/.*\\.spec\\.ts$|^projects/formats/testing/`,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'projects-through-their-public-api',
      severity: 'error',
      from: { path: '^(src|training|projects/([^/]+))/' },
      to: { path: '^projects/[^/]+/src/', pathNot: ['^projects/$2/', '/public-api\\.ts$'] },
    },
    {
      name: 'features-never-import-features',
      comment: 'They meet in pages; what two of them need lies below them.',
      severity: 'error',
      from: { path: '^src/app/features/([^/]+)/' },
      to: { path: '^src/app/features/', pathNot: '^src/app/features/$1/' },
    },
    ...Object.entries(MAY_IMPORT).map(([folder, others]) => ({
      name: `${folder}-imports-only-what-is-below`,
      severity: 'error',
      from: { path: `^src/app/${folder}/` },
      to: { path: '^src/', pathNot: `^src/app/(${[folder, ...others].join('|')})/` },
    })),
    {
      name: 'no-folder-without-a-rule',
      severity: 'error',
      from: { path: `^src/app/(?!(${FOLDERS})/)[^/]+/` },
      to: {},
    },
    {
      name: 'workers-and-their-clients-meet-in-shared',
      comment: "A client names its worker's entry only as an address.",
      severity: 'error',
      from: { path: '^src/app/network/([^/]+)/(client|worker|shared)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/app/network/$1/(client|worker)/', pathNot: '^src/app/network/$1/$2/' },
    },
    {
      name: 'no-circles-of-folders',
      comment: 'But for specs, which stand beside what they test and share helpers.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/app', pathNot: '/testing$' },
      to: { circular: true, pathNot: '/testing$' },
    },
    {
      name: 'three-only-in-scene',
      severity: 'error',
      from: { pathNot: '^(src/app/features/scene/|node_modules/)' },
      to: { path: '^node_modules/three/' },
    },
    {
      name: 'idb-only-where-things-are-kept',
      severity: 'error',
      from: {
        pathNot: '^(src/app/(network/(weights|library|storage)|features/drawing)/|node_modules/)',
      },
      to: { path: '^node_modules/idb/' },
    },
    {
      name: 'commander-only-for-command-lines',
      severity: 'error',
      from: {
        pathNot:
          '^(projects/command-line|training|bench|scripts|node_modules)/|^projects/drawings/fit-shapes\\.ts$',
      },
      to: { path: '^node_modules/commander/' },
    },
    {
      name: 'fflate-only-in-formats',
      severity: 'error',
      from: { pathNot: '^(projects/formats/|node_modules/)' },
      to: { path: '^node_modules/fflate/' },
    },
    {
      name: 'certificates-are-made-in-one-place',
      severity: 'error',
      from: { pathNot: '^(projects/hub/src/https/authority\\.ts$|node_modules/)' },
      to: { path: '^node_modules/(@peculiar|reflect-metadata)/' },
    },
    {
      name: 'certificates-are-loaded-when-they-are-needed',
      comment: 'Most hubs serve http only: what makes certificates is imported when it is used.',
      severity: 'error',
      from: { path: '^projects/hub/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^projects/hub/src/https/authority\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'webgpu-only-in-trainer',
      severity: 'error',
      from: { pathNot: '^(projects/trainer/|node_modules/)' },
      to: { path: '^node_modules/webgpu/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The peers have a package.json of their own.
    exclude: { path: '^(projects/engine/assembly|bench/peers)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
