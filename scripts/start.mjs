// `npm start`: installs what is locked, builds, and runs a node on the embedded database with the demonstration world.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
process.exit(
  run(process.execPath, [join(root, 'dist/jisr.js'), 'demo', ...process.argv.slice(2)], { mayFail: true }),
);
