import type { Clock } from '../clock.ts';
import { type Branch, type InfrahubVersion, type Instance, writerFor } from './context.ts';
import { kindModel, lookedUpAttributes, type Model } from './model.ts';
import { createStore, type StoredNode, setAttribute } from './store.ts';
import type { Stamp } from './time.ts';
import { createNode } from './write.ts';

export interface InstanceOptions {
  readonly version: InfrahubVersion;
  readonly clock: Clock;
  readonly model: Model;
  /** Milliseconds until a write can be seen among the events. */
  readonly eventDelay: number;
}

/** A server's state with what a new Infrahub has: a main branch, the accounts admin and agent, the default IP namespace. */
export function createInstance(options: InstanceOptions): Instance {
  const { version, clock, model } = options;
  const now = stamps(clock);
  const newId = ids(clock);
  const instance: Instance = {
    version,
    deploymentId: newId(),
    model,
    branches: new Map(),
    events: [],
    eventDelay: options.eventDelay * 1000,
    adminId: newId(),
    lists: new Map(),
    now,
    newId,
  };
  const main: Branch = {
    id: newId(),
    name: 'main',
    description: 'Default Branch',
    isDefault: true,
    syncWithGit: true,
    createdAt: now(),
    status: 'OPEN',
    store: createStore(lookedUpAttributes(model)),
  };
  instance.branches.set(main.name, main);
  furnish(instance, main);
  return instance;
}

function furnish(instance: Instance, main: Branch): void {
  const { model } = instance;
  const writer = () => writerFor(instance, main, instance.adminId);
  for (const [name, label] of [
    ['admin', 'Admin'],
    ['agent', 'Agent'],
  ] as const) {
    const id = name === 'admin' ? { id: instance.adminId } : {};
    const data = { ...id, name: { value: name }, label: { value: label }, password: { value: '***' } };
    createNode(writer(), kindModel(model, 'CoreAccount'), data);
  }
  for (const name of ['Infrahub Users', 'Super Administrators'])
    createNode(writer(), kindModel(model, 'CoreAccountGroup'), { name: { value: name } });
  if (!model.kinds.has('IpamNamespace')) return;
  const namespace = createNode(writer(), kindModel(model, 'IpamNamespace'), { name: { value: 'default' } });
  markDefault(main, namespace);
}

/** `default` is read-only, so no mutation sets it. */
function markDefault(main: Branch, namespace: StoredNode): void {
  const before = namespace.attributes.get('default');
  if (before) setAttribute(main.store, namespace, 'default', { ...before, value: true, isDefault: false });
}

/** Stamps of the clock's millisecond, counted up in microseconds while the clock stands still. */
function stamps(clock: Clock): () => Stamp {
  let last = 0;
  let count = 0;
  return () => {
    const milliseconds = clock.now().getTime();
    count = milliseconds === last ? count + 1 : 0;
    last = milliseconds;
    return milliseconds * 1000 + count;
  };
}

/** Ids in the order of their making, the same in every run with the same clock. */
function ids(clock: Clock): () => string {
  const start = clock.now().getTime().toString(16).padStart(12, '0');
  let count = 0;
  return () => {
    count += 1;
    const number = count.toString(16).padStart(12, '0');
    return `${start.slice(0, 8)}-${start.slice(8)}-${'4000'}-a000-${number}`;
  };
}
