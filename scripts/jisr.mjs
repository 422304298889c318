#!/usr/bin/env node
// `npx jisr …` from the root: the command line, built first where the build is missing or old.
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
await import('../dist/jisr.js');
