// Who may import whom: design.md, section 2.
const app = '^src/';

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
      from: { path: '^(src|projects/(model|engine))/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'model-stands-alone',
      severity: 'error',
      from: { path: '^projects/model/' },
      to: { path: '^(src|projects/(?!model/))|^node:' },
    },
    {
      name: 'engine-needs-model-only',
      severity: 'error',
      from: { path: '^projects/engine/' },
      to: { path: '^(src|projects/(?!(model|engine)/))' },
    },
    {
      name: 'trainer-needs-engine-and-model-only',
      severity: 'error',
      from: { path: '^(projects/trainer|training)/' },
      to: { path: '^(src|projects/(?!(model|engine|trainer)/))' },
    },
    {
      name: 'hub-needs-model-only',
      severity: 'error',
      from: { path: '^projects/hub/' },
      to: { path: '^(src|projects/(?!(model|hub)/))' },
    },
    {
      name: 'app-needs-engine-and-model-only',
      severity: 'error',
      from: { path: app },
      to: { path: '^projects/(?!(model|engine)/)' },
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      from: { path: '^(src|projects/model)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'projects-through-their-public-api',
      severity: 'error',
      from: { path: '^(src|training|projects/([^/]+))/' },
      to: { path: '^projects/[^/]+/src/', pathNot: ['^projects/$2/', '/public-api\\.ts$'] },
    },
    {
      name: 'views-meet-in-the-shell',
      severity: 'error',
      from: {
        path: '^src/app/(drawing|scene|probabilities|inspector|timeline|table|help|overlay)/',
      },
      to: {
        path: '^src/app/(drawing|scene|probabilities|inspector|timeline|table|help|overlay)/',
        pathNot: '^src/app/$1/',
      },
    },
    {
      name: 'weights-and-inference-know-no-view',
      severity: 'error',
      from: { path: '^src/app/(weights|inference)/' },
      to: { path: '^src/app/(?!(weights|inference|network|platform|ui|i18n|settings|offline)/)' },
    },
    {
      name: 'three-only-in-scene',
      severity: 'error',
      from: { pathNot: '^(src/app/scene/|node_modules/)' },
      to: { path: '^node_modules/three/' },
    },
    {
      name: 'idb-only-where-things-are-kept',
      severity: 'error',
      from: { pathNot: '^(src/app/(weights|drawing|training-lab)/|node_modules/)' },
      to: { path: '^node_modules/idb/' },
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
    exclude: { path: '^projects/engine/assembly/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
