// `npm start`: installs what is locked, builds, and runs a node on the embedded database with the demonstration world.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, root } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
// npm ends without handing the signal on: when it is gone, so is whoever asked for the demonstration.
if (process.env.npm_lifecycle_event === 'start') {
  const npm = process.ppid;
  setInterval(() => process.ppid === npm || process.kill(process.pid, 'SIGTERM'), 500).unref();
}
// In this very process: whoever ends it ends the node, and leaves none behind that holds the data.
const command = join(root, 'dist/jisr.js');
process.argv = [process.execPath, command, 'demo', ...process.argv.slice(2)];
await import(pathToFileURL(command).href);
