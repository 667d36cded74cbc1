import type { ReportCounts, ReportError, ReportOperation, RunReport } from '../../src/report/run-report.ts';

/** A dry run with two kinds: one site is new, one device changes, one goes. */
export function sampleReport(changes: Partial<RunReport> = {}): RunReport {
  return {
    sync: 'from-netbox',
    run_id: '20260301T0800-0a1b2c3d',
    status: 'dry-run',
    digest: 'd1'.repeat(32),
    summary: { create: 1, update: 1, delete: 1, unchanged: 40 },
    by_kind: {
      LocationSite: { create: 1, update: 0, delete: 0, unchanged: 3 },
      DcimDevice: { create: 0, update: 1, delete: 1, unchanged: 30 },
      IpamVLAN: { create: 0, update: 0, delete: 0, unchanged: 7 },
    },
    sides: {
      A: {
        mode: 'warm',
        reason: 'The last run left a usable snapshot.',
        kinds: {
          LocationSite: { mode: 'warm', reason: '', rows: 4, changed: 1, deleted: 0, requests: 2 },
          DcimDevice: { mode: 'warm', reason: '', rows: 30, changed: 1, deleted: 1, requests: 3 },
          IpamVLAN: {
            mode: 'full',
            reason: 'The count of 7 does not add up.',
            rows: 7,
            changed: 7,
            deleted: 0,
            requests: 1,
          },
        },
      },
      B: { mode: 'full', reason: 'A full extract was asked for.', kinds: {} },
    },
    requests: { A: { count: 6, bytes: 12_345 }, B: { count: 3, bytes: 999 } },
    operations: [
      create('LocationSite', 'atl01', { name: 'atl01', status: 'active', parent: null }),
      {
        action: 'update',
        kind: 'DcimDevice',
        id: 'atl01-leaf01',
        renamed_from: null,
        outcome: 'planned',
        dest_id: '17-a',
        changes: {
          role: { old: 'leaf', new: 'spine' },
          asset_tag: { old: null, new: '42' },
        },
      },
      {
        action: 'delete',
        kind: 'DcimDevice',
        id: 'atl01-old',
        renamed_from: null,
        outcome: 'planned',
        dest_id: '17-b',
        changes: { role: { old: 'leaf', new: null } },
      },
    ],
    left_alone: [],
    errors: [],
    warnings: [],
    audit: null,
    full_read: null,
    cache: { runs: 3, bytes: 45_678 },
    duration_ms: 3_210,
    ...changes,
  };
}

/** The same two sides, and nothing to do. */
export function quietReport(changes: Partial<RunReport> = {}): RunReport {
  const nothing: ReportCounts = { create: 0, update: 0, delete: 0, unchanged: 41 };
  return sampleReport({
    summary: nothing,
    by_kind: { LocationSite: nothing },
    operations: [],
    ...changes,
  });
}

/** An update of `kind` that is not written yet. */
export function update(kind: string, id: string, changes: ReportOperation['changes']): ReportOperation {
  return {
    action: 'update',
    kind,
    id,
    renamed_from: null,
    outcome: 'planned',
    dest_id: `id-of-${id}`,
    changes,
  };
}

/** A create of `kind` with its fields as they will be. */
export function create(
  kind: string,
  id: string,
  values: Readonly<Record<string, ReportOperation['changes'][string]['new']>>,
): ReportOperation {
  const changes = Object.entries(values).map(([name, value]) => [name, { old: null, new: value }] as const);
  return {
    action: 'create',
    kind,
    id,
    renamed_from: null,
    outcome: 'planned',
    dest_id: null,
    changes: Object.fromEntries(changes),
  };
}

export function failedWrite(changes: Partial<ReportError> = {}): ReportError {
  return {
    error_class: 'WRITE_FAILED',
    kind: 'DcimDevice',
    id: 'atl01-leaf01',
    dest_id: '17-a',
    attribute: 'role',
    message: 'Infrahub refused the value "spine" for role.',
    hint: 'Add it to the choices of DcimDevice.role.',
    retry_count: 0,
    terminal: true,
    ...changes,
  };
}
