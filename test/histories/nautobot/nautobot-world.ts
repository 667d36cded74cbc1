import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createManualClock, type ManualClock } from '../../../demo/clock.ts';
import type { DemoRequest, Fault } from '../../../demo/http-server.ts';
import { type Infrahub, startInfrahub } from '../../../demo/infrahub/server.ts';
import type { LateTransaction } from '../../../demo/nautobot/data.ts';
import { type Nautobot, startNautobot } from '../../../demo/nautobot/server.ts';
import type { StoreCopy } from '../../../demo/nautobot/store.ts';
import { loadSync } from '../../../src/config/load.ts';
import { type RunEnding, runEngine } from '../engine.ts';
import { historySchema } from '../schema.ts';
import { furnishNautobot, type Wording } from './make-nautobot-change.ts';
import { KINDS, nautobotConfig } from './nautobot-config.ts';
import { embeddedHand } from './nautobot-hand.ts';
import type { NautobotHistory } from './nautobot-history.ts';

/** Two embedded servers and a cache that is carried from run to run. */
export interface NautobotWorld {
  readonly nautobot: Nautobot;
  readonly infrahub: Infrahub;
  readonly clock: ManualClock;
  late: { readonly transaction: LateTransaction; readonly begun: number } | undefined;
  backup: StoreCopy | undefined;
  /** Seen for every request to Nautobot before it is answered; answers what goes wrong with it. */
  onRequest: (() => Promise<Fault | undefined>) | undefined;
  run(mode: 'diff' | 'sync', extract: 'full' | 'warm'): Promise<RunEnding>;
  close(): Promise<void>;
}

export const plainWording: Wording = { prefix: '', net: 1 };

/** Starts with a small network and an empty Infrahub. Whoever opens a world closes it. */
export async function openNautobotWorld(history: NautobotHistory): Promise<NautobotWorld> {
  const memory = '/dev/shm';
  const folder = await mkdtemp(path.join(existsSync(memory) ? memory : tmpdir(), 'histories-nautobot-'));
  const clock = createManualClock(new Date('2026-03-02T08:00:00Z'));
  const holder: { world?: NautobotWorld } = {};
  const faults = new WeakMap<DemoRequest, Fault>();
  const nautobot = await startNautobot({
    devices: 0,
    clock,
    version: history.version,
    async onRequest(request) {
      // Time moves with every request: what is written while a run reads is later than the read.
      clock.advance(1);
      const fault = await holder.world?.onRequest?.();
      if (fault) faults.set(request, fault);
    },
    fault: (request) => faults.get(request),
  });
  await furnishNautobot(embeddedHand(nautobot.data), plainWording, () => clock.advance(60_000));
  clock.advance(3_600_000);
  const kinds = history.parts.flatMap((part) => KINDS[part]);
  const infrahub = await startInfrahub({
    clock,
    schema: historySchema(kinds, false),
    onRequest: () => clock.advance(1),
  });
  const environment = {
    NAUTOBOT_URL: nautobot.url,
    NAUTOBOT_TOKEN: nautobot.token,
    INFRAHUB_ADDRESS: infrahub.url,
    INFRAHUB_API_TOKEN: infrahub.token,
  };
  const text = nautobotConfig(history.parts, history.pageSize, plainWording);
  const sync = loadSync(text, 'config.yml', environment);
  let runs = 0;
  const world: NautobotWorld = {
    nautobot,
    infrahub,
    clock,
    late: undefined,
    backup: undefined,
    onRequest: undefined,
    async run(mode, extract) {
      runs += 1;
      let ticks = 0;
      return runEngine({
        sync,
        mode,
        extract,
        environment,
        cacheRoot: path.join(folder, extract === 'full' ? `full-${runs}` : 'carried'),
        number: runs,
        now: () => new Date(clock.now().getTime() + ++ticks),
      });
    },
    async close() {
      await Promise.all([nautobot.close(), infrahub.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  holder.world = world;
  return world;
}
