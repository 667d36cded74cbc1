import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Builds dist/: TypeScript to JavaScript, then one file for the action and one for the command line, each
 * runnable without node_modules. With `--check` builds elsewhere and fails when dist/ differs.
 */

const root = path.resolve(import.meta.dirname, '..');
const entries = ['main', 'cli'] as const;

function run(command: string, args: readonly string[]): void {
  const result = spawnSync(path.join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}`);
}

function build(target: string): void {
  rmSync(path.join(root, 'build'), { recursive: true, force: true });
  run('tsc', ['--project', 'tsconfig.build.json']);
  for (const entry of entries) {
    const folder = path.join(target, entry);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    run('ncc', [
      'build',
      `build/${entry}.js`,
      '--out',
      folder,
      '--license',
      'licenses.txt',
      '--target',
      'es2022',
      '--quiet',
    ]);
    // The bundle is an ES module: without this, Node takes a .js file below a package of another type for one of that.
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  }
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), readFileSync(file, 'base64')];
    }),
  );
}

function check(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'dist-'));
  try {
    build(folder);
    const built = filesBelow(folder);
    const committed = filesBelow(path.join(root, 'dist'));
    const different = [...new Set([...built.keys(), ...committed.keys()])].filter(
      (name) => built.get(name) !== committed.get(name),
    );
    if (different.length > 0)
      throw new Error(
        `dist/ is not what the source builds: ${different.join(', ')}. Run npm run build and commit dist/.`,
      );
    console.log(`dist/ is what the source builds (${built.size} files)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('--check')) check();
else build(path.join(root, 'dist'));
