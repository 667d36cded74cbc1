import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kindOrder } from '../../src/config/order.ts';
import { validateOffline } from '../../src/config/validate.ts';

const folder = path.join(import.meta.dirname, '../../examples');
const files = globSync('**/config.yml', { cwd: folder });

describe('the examples', () => {
  test.each(files)('%s is valid offline, without a warning', (file) => {
    const found = validateOffline(readFileSync(path.join(folder, file), 'utf8'), file, {});
    expect(found).toMatchObject({ status: 'valid', issues: [] });
  });

  test.each(files)('%s has a workflow beside it that syncs it and asks for no more than it needs', (file) => {
    const { name } = parse(readFileSync(path.join(folder, file), 'utf8'));
    const workflow = parse(readFileSync(path.join(folder, path.dirname(file), 'workflow.yml'), 'utf8'));
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
    expect(workflow.on).toHaveProperty('pull_request');
    const step = workflow.jobs.sync.steps.at(-1);
    expect(step.uses).toBe('OWNER/infrahub-sync-action@v1');
    expect(step.with).toMatchObject({ name, directory: 'examples/' });
    expect(workflow.concurrency.group).toContain(name);
  });

  test('NetBox to Infrahub is the sync from-netbox, in the order of its references', () => {
    const text = readFileSync(path.join(folder, 'netbox-to-infrahub/config.yml'), 'utf8');
    const found = validateOffline(text, 'config.yml', {});
    if (found.status !== 'valid') throw new Error('the example is not valid');
    expect(found.sync.name).toBe('from-netbox');
    expect(kindOrder(found.sync, new Map())).toEqual({
      tiers: [
        ['BuiltinTag', 'IpamPrefix', 'OrganizationManufacturer', 'OrganizationTenant'],
        ['DcimDeviceType', 'LocationSite'],
        ['DcimDevice', 'IpamVLAN'],
        ['DcimPhysicalInterface'],
        ['IpamIPAddress'],
      ],
      cuts: [],
      warnings: [],
    });
  });

  test('the workflow beside it asks for no more than it needs, and syncs the example', () => {
    const workflow = parse(readFileSync(path.join(folder, 'netbox-to-infrahub/workflow.yml'), 'utf8'));
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push', 'schedule', 'workflow_dispatch']);
    const step = workflow.jobs.sync.steps.at(-1);
    expect(step.uses).toBe('OWNER/infrahub-sync-action@v1');
    expect(step.with).toMatchObject({ name: 'from-netbox', directory: 'examples/' });
  });
});
