// `npm start`: installs what is locked, builds, and runs a node on the embedded database with the demonstration world.
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
// npm does not pass on the signal that ends it: without this the node would run on and the next start find its
// folder taken.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1_000);
  watch.unref();
  // A second signal ends the node at once: it gets one.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(watch));
}

// In this very process: whoever ends it ends the node, in order, and leaves none behind that holds the data folder.
const command = join(root, 'dist', 'jisr.js');
process.argv.splice(1, 1, command, 'demo');
await import('../dist/jisr.js');
