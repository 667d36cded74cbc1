import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { BranchEnd, BranchStart, DestinationBranch } from '../contract.ts';
import type { Connection, GraphqlError } from './connection.ts';
import { defaultBranch, type InfrahubSettings } from './settings.ts';

const Branches = z.object({ Branch: z.array(z.object({ id: z.string(), is_default: z.boolean() })) });

const FIND = 'query ($name: String!) { Branch(name: $name) { id is_default } }';
/** Without Git: a preview holds data only, and a branch in every repository would be left behind. */
const CREATE =
  'mutation ($name: String!) { BranchCreate(wait_until_completion: true, data: { name: $name, sync_with_git: false }) { ok } }';
const DELETE =
  'mutation ($name: String!) { BranchDelete(wait_until_completion: true, data: { name: $name }) { ok } }';

interface FoundBranch {
  readonly id: string;
  readonly isDefault: boolean;
}

/** The settings' branch as something that is made and removed. All of it is asked of the default branch. */
export function destinationBranch(connection: Connection, settings: InfrahubSettings): DestinationBranch {
  const { branch: name } = settings;
  const path = name.split('/').map(encodeURIComponent).join('/');
  return {
    name,
    url: `${settings.url}/branches/${path}`,
    async create(signal): Promise<BranchStart> {
      if ((await findBranch(connection, name, signal)) !== undefined) return 'existing';
      const errors = await change(connection, CREATE, name, signal);
      if (errors.length === 0) return 'created';
      // Another run may have been quicker, and a request that was sent again finds its own branch.
      if ((await findBranch(connection, name, signal)) !== undefined) return 'existing';
      throw refused('created', errors, settings);
    },
    async remove(signal): Promise<BranchEnd> {
      const found = await findBranch(connection, name, signal);
      if (found === undefined) return 'absent';
      if (found.isDefault) throw isDefault(settings);
      const errors = await change(connection, DELETE, name, signal);
      if (errors.length === 0) return 'removed';
      if ((await findBranch(connection, name, signal)) === undefined) return 'removed';
      throw refused('deleted', errors, settings);
    },
  };
}

/** Undefined when there is no branch of this name. */
export async function findBranch(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<FoundBranch | undefined> {
  const data = await connection.query({ text: FIND, variables: { name }, onDefaultBranch: true, signal });
  const [found] = Branches.parse(data).Branch;
  return found === undefined ? undefined : { id: found.id, isDefault: found.is_default };
}

async function change(
  connection: Connection,
  text: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly GraphqlError[]> {
  const request = { text, variables: { name }, onDefaultBranch: true, repeat: 'safe' as const, signal };
  return (await connection.graphql(request)).errors;
}

function refused(what: string, errors: readonly GraphqlError[], settings: InfrahubSettings): SyncError {
  const reasons = [...new Set(errors.map(({ message }) => message))].join('; ');
  return new SyncError({
    code: 'BRANCH_REFUSED',
    message: `Infrahub at ${settings.url}: the branch ${settings.branch} could not be ${what}: ${reasons}`,
    hint: 'Check that the token may manage branches, and that Infrahub allows a branch of this name.',
  });
}

function isDefault(settings: InfrahubSettings): SyncError {
  return new SyncError({
    code: 'USAGE',
    message: `${settings.branch} is the default branch of Infrahub at ${settings.url}: it is not deleted.`,
    hint: 'Name the branch that was made for the pull request, such as pr-7.',
  });
}

/**
 * A branch that is deleted and made again has the name of the old one and nothing of what was written there, so
 * its id is part of what it is. The default branch cannot be deleted.
 */
export async function branchIdentity(
  connection: Connection,
  settings: InfrahubSettings,
  signal: AbortSignal,
): Promise<string> {
  if (settings.branch === defaultBranch) return settings.branch;
  const found = await findBranch(connection, settings.branch, signal);
  return found === undefined ? settings.branch : `${settings.branch}#${found.id}`;
}
