#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';

// Nothing else is imported here: an older Node fails while it loads the rest, with nothing a user could act on.

/** What undici and the standard library's newer parts need. */
const OLDEST = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  // From the second start on a machine the bundle need not be compiled again.
  module.enableCompileCache();
  await import('./cli/start.ts');
} else process.exitCode = startWith(nodeOfPackages());

/** The Node that a checkout's own packages bring, looked for from this file upwards. */
function nodeOfPackages(): string | undefined {
  let folder = path.dirname(realpathSync(process.argv[1] ?? '.'));
  while (folder !== path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', 'node', 'bin', 'node');
    if (existsSync(candidate)) return candidate;
    folder = path.dirname(folder);
  }
  return undefined;
}

function startWith(node: string | undefined): number {
  if (node === undefined) {
    const found = `error: this is Node ${process.versions.node}, and infrahub-sync needs ${OLDEST.join('.')} or newer.`;
    process.stderr.write(`${found}\n  hint: Install Node 24, or run npm ci beside it, which brings one.\n`);
    return 1;
  }
  return spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1;
}
