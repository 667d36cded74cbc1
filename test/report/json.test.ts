import { describe, expect, it } from 'vitest';
import { jsonChunks } from '../../src/report/json.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { create, failedWrite, quietReport, sampleReport } from './reports.ts';

function json(report: RunReport): string {
  return [...jsonChunks(report)].join('');
}

/** The same report with the keys of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)]);
  return Object.fromEntries(entries.reverse()) as T;
}

describe('the JSON report', () => {
  it('has a line for each operation, error and kind', () => {
    const report = quietReport({
      operations: [create('LocationSite', 'atl01', { status: 'active', name: 'atl01' })],
      errors: [failedWrite()],
      warnings: ['Careful.'],
      sides: {
        A: {
          mode: 'warm',
          reason: 'Why.',
          kinds: {
            LocationSite: { mode: 'full', reason: 'How.', rows: 4, changed: 1, deleted: 0, requests: 2 },
          },
        },
        B: { mode: 'full', reason: '', kinds: {} },
      },
      digest: 'd1',
    });
    expect(json(report)).toBe(`{
  "sync": "from-netbox",
  "run_id": "20260301T0800-0a1b2c3d",
  "status": "dry-run",
  "digest": "d1",
  "summary": {"create":0,"update":0,"delete":0,"unchanged":41},
  "by_kind": {
    "LocationSite": {"create":0,"update":0,"delete":0,"unchanged":41}
  },
  "sides": {
    "A": {"mode": "warm", "reason": "Why.", "kinds": {
      "LocationSite": {"mode":"full","reason":"How.","rows":4,"changed":1,"deleted":0,"requests":2}
    }},
    "B": {"mode": "full", "reason": "", "kinds": {}}
  },
  "requests": {"A":{"count":6,"bytes":12345},"B":{"count":3,"bytes":999}},
  "operations": [
    {"action":"create","kind":"LocationSite","id":"atl01","renamed_from":null,"dest_id":null,"outcome":"planned","changes":{"name":{"old":null,"new":"atl01"},"status":{"old":null,"new":"active"}}}
  ],
  "left_alone": [],
  "errors": [
    {"error_class":"WRITE_FAILED","kind":"DcimDevice","id":"atl01-leaf01","dest_id":"17-a","attribute":"role","message":"Infrahub refused the value \\"spine\\" for role.","hint":"Add it to the choices of DcimDevice.role.","retry_count":0,"terminal":true}
  ],
  "warnings": [
    "Careful."
  ],
  "audit": null,
  "full_read": null,
  "cache": {"runs":3,"bytes":45678},
  "duration_ms": 3210
}
`);
  });

  it('has the same text whatever order the keys of the report have', () => {
    const report = sampleReport({
      by_kind: { DcimDevice: { create: 1, update: 0, delete: 0, unchanged: 0 } },
    });
    const sides = { ...report.sides, A: { ...report.sides.A, kinds: {} } };
    const plain = { ...report, sides };
    expect(json(reversed(plain))).toBe(json(plain));
  });

  it('says empty lists and objects shortly', () => {
    const text = json(quietReport({ by_kind: {} }));
    expect(text).toContain('"by_kind": {},');
    expect(text).toContain('"operations": [],');
    expect(text).toContain('"errors": [],\n  "warnings": [],');
  });

  it('comes in pieces, so that a large plan is never one string', () => {
    const operations = Array.from({ length: 20_000 }, (_, index) =>
      create('DcimDevice', `device-${index}`, { name: `device-${index}` }),
    );
    const report = sampleReport({ operations });
    const chunks = [...jsonChunks(report)];
    expect(chunks.length).toBeGreaterThan(10);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(270_000);
    expect(JSON.parse(chunks.join(''))).toEqual(report);
  });
});
