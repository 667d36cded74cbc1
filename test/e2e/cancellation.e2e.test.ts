import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMutation } from '../run/world.ts';
import { JOB, type Stage, startStage } from './stage.ts';

describe('a job that is cancelled while it writes', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    await stage.workflow({ name: 'small', directory: 'syncs', mode: 'sync', 'full-extract': 'false' });
    for (let index = 0; index < 400; index += 1)
      stage.netbox.data.create('extras/tags', { name: `tag ${index}`, slug: `tag-${index}` });
  });
  afterAll(() => stage.close());

  it('leaves no cache, and the next run does what is missing', async () => {
    let runner: ChildProcess | undefined;
    let mutations = 0;
    stage.infrahubWire.onRequest = (request) => {
      if (!isMutation(request)) return;
      mutations += 1;
      if (mutations === 2) runner?.kill('SIGINT');
    };
    const started = (process: ChildProcess) => {
      runner = process;
    };
    const stopped = await stage.run({ event: 'push', started });
    stage.infrahubWire.onRequest = undefined;
    expect(stopped.code).not.toBe(0);
    expect(stopped.log).not.toContain('Cache saved');
    const present = stage.infrahub.data.count('BuiltinTag');
    expect(present).toBeLessThan(400);

    const completed = await stage.run({ event: 'push' });
    expect(completed.code, completed.log).toBe(0);
    expect(completed.outputs[JOB]?.['cache-matched-key']).toBe('');
    expect(stage.infrahub.data.count('BuiltinTag')).toBe(430);
    const checked = await stage.run({ event: 'push' });
    expect(checked.outputs[JOB]?.['has-changes']).toBe('false');
  });
});
