import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallConfig } from '../run/small-config.ts';
import { startWorld, type World } from '../run/world.ts';

describe('the command line', () => {
  let world: World;
  let directory: string;
  let config: readonly string[];

  const place = async (folder: string, text: string): Promise<string> => {
    const file = path.join(directory, folder, 'config.yml');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  };

  beforeAll(async () => {
    world = await startWorld();
    directory = path.join(world.folder, 'syncs');
    await place('one', smallConfig('', 'first'));
    await place('two', smallConfig('', 'second'));
    await place('broken', 'name: third\nsource: [\n');
    config = await world.config(smallConfig());
  });
  afterAll(() => world.close());

  /** As `config.yml` is named in messages. */
  const shown = (file: string) => path.relative(process.cwd(), file);

  it('lists every sync below a directory, the broken ones with what is wrong', async () => {
    const { code, out, talk } = await world.command(['list', '--directory', directory]);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      `third | broken | ${shown(path.join(directory, 'broken/config.yml'))}`,
      `first | netbox >> infrahub | ${shown(path.join(directory, 'one/config.yml'))}`,
      `second | netbox >> infrahub | ${shown(path.join(directory, 'two/config.yml'))}`,
      '',
    ]);
    expect(talk).toMatch(/config\.yml:\d+:\d+/);
  });

  it('lists nothing where there is nothing, and refuses a directory that is none', async () => {
    const empty = path.join(world.folder, 'empty');
    await mkdir(empty);
    expect(await world.command(['list', '--directory', empty])).toEqual({
      code: 0,
      out: '',
      talk: `no config.yml below ${empty}\n`,
    });
    const missing = await world.command(['list', '--directory', path.join(world.folder, 'missing')]);
    expect(missing.code).toBe(1);
    expect(missing.talk).toMatch(/^error: .*missing/);
  });

  it('finds a sync by its name below a directory', async () => {
    const { report } = await world.report(['diff', '--name', 'second', '--directory', directory]);
    expect(report.sync).toBe('second');
    const unknown = await world.command(['diff', '--name', 'secnd', '--directory', directory]);
    expect(unknown.code).toBe(1);
    expect(unknown.talk).toContain('"second"');
  });

  it('finds a configuration file relative to a directory', async () => {
    const words = ['diff', '--config-file', 'one/config.yml', '--directory', directory];
    expect((await world.report(words)).report.sync).toBe('first');
  });

  it('validates a good configuration without asking a server, and with the destination’s schema', async () => {
    const unset = { environment: {} };
    const offline = await world.command(['validate', ...config, '--offline'], unset);
    expect(offline.code).toBe(0);
    expect(offline.out).toMatch(/config\.yml: small is valid \(the file alone was checked\)\n$/);
    const online = await world.command(['validate', ...config]);
    expect(online.code).toBe(0);
    expect(online.out).toMatch(/small is valid \(checked against the destination\)\n$/);
  });

  it('prints mistakes with line and column on stdout', async () => {
    const text = smallConfig().replace('mapping: extras.tags', 'maping: extras.tags');
    const words = await world.config(text);
    const line = text.split('\n').findIndex((one) => one.includes('maping:')) + 1;
    for (const more of [['--offline'], []]) {
      const { code, out } = await world.command(['validate', ...words, ...more]);
      expect(code).toBe(1);
      expect(out).toMatch(new RegExp(`^.*config\\.yml:${line}:5: error: .*"maping"`, 'm'));
      expect(out).toMatch(/hint: .*"mapping"/);
    }
  });

  it('finds online what a file alone cannot tell', async () => {
    const text = smallConfig().replace('{ name: slug, mapping: slug }', '{ name: slugg, mapping: slug }');
    const words = await world.config(text);
    expect((await world.command(['validate', ...words, '--offline'])).code).toBe(0);
    const { code, out } = await world.command(['validate', ...words]);
    expect(code).toBe(1);
    const line = text.split('\n').findIndex((one) => one.includes('slugg')) + 1;
    expect(out).toMatch(
      new RegExp(`config\\.yml:${line}:17: error: "LocationSite" has no attribute or relationship "slugg"`),
    );
    expect(out).toContain('Did you mean "slug"?');
  });

  it('tells a configuration’s mistakes to a run on stderr', async () => {
    const words = await world.config(smallConfig().replace('identifiers:', 'identifierz:'));
    const { code, out, talk } = await world.command(['sync', ...words]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(talk).toMatch(/config\.yml:\d+:5: error: .*identifierz/);
  });

  it('wants exactly one of --name and --config-file', async () => {
    for (const command of ['diff', 'sync', 'validate']) {
      const both = await world.command([command, ...config, '--name', 'small']);
      expect(both.code).toBe(1);
      expect(both.talk).toBe(
        'error: --name and --config-file were both given.\n  hint: Give exactly one of --name NAME (looked for below --directory) and --config-file FILE.\n',
      );
      const none = await world.command([command]);
      expect(none.code).toBe(1);
      expect(none.talk).toMatch(/^error: Which sync is meant\?\n {2}hint: /);
    }
  });

  it('refuses options, values and commands that it does not have', async () => {
    const option = await world.command(['diff', ...config, '--exit-cod']);
    expect(option.code).toBe(1);
    expect(option.talk).toContain('Did you mean --exit-code?');
    const format = await world.command(['diff', ...config, '--format', 'xml']);
    expect(format.code).toBe(1);
    expect(format.talk).toContain('text, json, markdown');
    expect((await world.command(['dif', ...config])).code).toBe(1);
    expect((await world.command([])).code).toBe(1);
  });

  it('explains itself on stdout', async () => {
    const { code, out, talk } = await world.command(['--help']);
    expect({ code, talk }).toEqual({ code: 0, talk: '' });
    for (const command of ['list', 'validate', 'diff', 'sync'])
      expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect((await world.command(['sync', '--help'])).out).toContain('--no-full-extract');
  });

  it('takes options of the Python tool, before the command or without effect', async () => {
    const words = [
      '--verbosity',
      'quiet',
      'diff',
      ...config,
      '--parallel',
      '--no-concurrent-load',
      '--branch',
      'main',
    ];
    expect(await world.command(words)).toMatchObject({ code: 0, talk: '' });
  });

  it('does all of it as a process, with the exit codes, and never shows a token', async () => {
    const drift = await run(['--verbosity', 'quiet', 'diff', '--exit-code', '--format', 'json', ...config]);
    expect(drift.code).toBe(2);
    expect(JSON.parse(drift.out)).toMatchObject({ sync: 'small', status: 'dry-run' });
    const refused = await run(['sync', ...config], { NETBOX_TOKEN: 'a-wrong-and-secret-token' });
    expect(refused.code).toBe(1);
    for (const { out, talk } of [drift, refused]) {
      for (const secret of [world.netbox.token, world.infrahub.token, 'a-wrong-and-secret-token']) {
        expect(out + talk).not.toContain(secret);
      }
    }
  });

  it('goes on to the end when nobody reads what it says', async () => {
    world.netbox.data.create('extras/tags', { name: 'unread', slug: 'unread' });
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [path.resolve('src/cli.ts'), 'sync', ...config], {
      env: { PATH, HOME, ...world.environment() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    const tags = world.infrahub.data.list('BuiltinTag').map(({ attributes }) => attributes.name);
    expect(tags).toContain('unread');
  });

  it('stops at SIGINT with 1, and leaves no lock behind', async () => {
    world.netboxWire.fault = () => ({ type: 'hang' });
    const reached = Promise.withResolvers<void>();
    world.netboxWire.onRequest = () => reached.resolve();
    const stopped = run(['sync', ...config], {}, reached.promise);
    expect(await stopped).toMatchObject({ code: 1 });
    world.netboxWire.fault = undefined;
    world.netboxWire.onRequest = undefined;
    expect((await world.command(['diff', ...config])).code).toBe(0);
  });

  /** `infrahub-sync <words>` as a process; `interrupt` sends it SIGINT once settled. */
  async function run(
    words: readonly string[],
    changes: Readonly<Record<string, string>> = {},
    interrupt?: Promise<void>,
  ): Promise<{ readonly code: number | null; readonly out: string; readonly talk: string }> {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [path.resolve('src/cli.ts'), ...words], {
      env: { PATH, HOME, ...world.environment(), ...changes },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    void interrupt?.then(() => child.kill('SIGINT'));
    const [out, talk, code] = await Promise.all([
      child.stdout.setEncoding('utf8').toArray(),
      child.stderr.setEncoding('utf8').toArray(),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ]);
    return { code, out: out.join(''), talk: talk.join('') };
  }
});
