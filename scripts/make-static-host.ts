// Makes dist/static-host of the built app, for GitHub Pages, Netlify and Cloudflare Pages: docs/deployment.md.
import { makeStaticHost } from '../projects/hub/src/public-api.ts';

const [app = 'dist/app/browser', target = 'dist/static-host'] = process.argv.slice(2);
console.log(`${target}: ${makeStaticHost(app, target)} files of the app, ready to be published.`);
