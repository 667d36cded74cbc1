import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMENT_LIMIT, renderComment } from '../../src/report/comment.ts';
import { parseSections } from '../../src/report/comment-section.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { SyncOutcome } from '../../src/report/outcome.ts';
import { decodeOutline, outlineOf } from '../../src/report/plan-outline.ts';
import type { ReportCounts, ReportOperation, RunReport } from '../../src/report/run-report.ts';
import { renderSummary, SUMMARY_LIMIT } from '../../src/report/summary.ts';
import { liveText } from './live-text.ts';
import { create, failedWrite, quietReport, sampleReport } from './reports.ts';

const RUN_URL = 'https://github.com/o/r/actions/runs/1';

/** A comment about one sync, on a pull request that had none. */
function commentOn(report: RunReport, run?: string): string {
  return renderComment([{ type: 'report', report, links: { run } }], {
    name: report.sync,
    existing: undefined,
  });
}

function summaryOf(report: RunReport): string {
  return renderSummary([{ type: 'report', report, links: {} }]);
}

describe('the pull request comment', () => {
  it('has everything about a small change, unfolded', () => {
    const report = sampleReport({ errors: [failedWrite()], warnings: ['Record 7 of @team has no VRF.'] });
    const comment = commentOn(report, RUN_URL);
    const plan = / plan=(\w+) outline=([\w-]+)(?= -->)/.exec(comment) ?? [];
    expect(plan[1]).toBe(report.digest);
    expect(decodeOutline(plan[2] ?? '')).toEqual(outlineOf(report.operations));
    expect(comment.replace(plan[0] ?? '', '')).toBe(`<!-- infrahub-sync:from-netbox -->
<!-- infrahub-sync-section:from-netbox status=dry-run create=1 update=1 delete=1 unchanged=40 errors=1 had-changes=true -->
### \`from-netbox\`: 1 to create, 1 to update, 1 to delete, 1 error \`+1 ~1 -1\`

| kind | create | update | delete | unchanged |
| :-- | --: | --: | --: | --: |
| \`LocationSite\` | 1 | 0 | 0 | 3 |
| \`DcimDevice\` | 0 | 1 | 1 | 30 |
| 1 more | 0 | 0 | 0 | 7 |

<!-- part -->

<details open><summary><code>DcimDevice</code>: 1 to update, 1 to delete</summary>

\`\`\`diff
@@ delete atl01-old @@
- role  leaf
@@ update atl01-leaf01 @@
- role       leaf
+ role       spine
- asset_tag  (none)
+ asset_tag  "42"
\`\`\`

</details>

<details open><summary><code>LocationSite</code>: 1 to create</summary>

\`\`\`diff
@@ create atl01 @@
+ name    atl01
+ status  active
\`\`\`

</details>

<!-- /part -->

**1 error**

- \`DcimDevice\` \`atl01-leaf01\`: Infrahub refused the value \`"spine"\` for role.<br>Add it to the choices of \`DcimDevice.role\`.

**1 warning**

- Record 7 of \`@team\` has no VRF.

<!-- part -->

<details><summary>How it was read: source warm, destination full, 9 objects, 9 requests, 3.2 s</summary>

**Source, warm** (6 requests, 12.3 kB). The last run left a usable snapshot.

| kind | read | rows | changed | deleted | requests |
| :-- | :-- | --: | --: | --: | --: |
| \`LocationSite\` | warm | 4 | 1 | 0 | 2 |
| \`DcimDevice\` | warm | 30 | 1 | 1 | 3 |
| \`IpamVLAN\` | full | 7 | 7 | 0 | 1 |

- \`IpamVLAN\` full: The count of 7 does not add up.

**Destination, full** (3 requests, 999 B). A full extract was asked for.

The cache holds 3 runs, 45.7 kB.

</details>

<!-- /part -->

Nothing was written. The action with \`mode: sync\`, or \`infrahub-sync sync --name from-netbox\`, makes these changes; where this run’s cache is, \`infrahub-sync apply --name from-netbox --run-id 20260301T0800-0a1b2c3d\` writes just this plan.

Run \`20260301T0800-0a1b2c3d\` · plan \`${'d1'.repeat(32)}\` · [workflow run](${RUN_URL})`);
  });

  it('quotes a name in the command that people will paste', () => {
    const comment = commentOn(sampleReport({ sync: "a; rm -rf 'x'" }));
    expect(comment).toContain("`infrahub-sync sync --name 'a; rm -rf '\\''x'\\'''`");
  });

  it('says so when nothing changes, and how many objects it compared', () => {
    const comment = commentOn(quietReport());
    expect(comment).toContain(`### \`from-netbox\`: no changes

The destination is as the source says: 41 objects compared, none differs.

<!-- part -->

<details>`);
    expect(comment).not.toContain('makes these changes');
    expect(comment).not.toContain('| create |');
  });

  it('does not say that all is well when records could not be read', () => {
    const comment = commentOn(quietReport({ errors: [failedWrite()] }));
    expect(comment).toContain('### `from-netbox`: no changes, 1 error\n\n**1 error**');
  });

  it('says what was done once it is done, and not how to do it', () => {
    const comment = commentOn(sampleReport({ status: 'applied' }));
    expect(comment).toContain('### `from-netbox`: 1 created, 1 updated, 1 deleted `+1 ~1 -1`');
    expect(comment).toContain('<code>DcimDevice</code>: 1 updated, 1 deleted</summary>');
    expect(comment).not.toContain('Nothing was written');
  });

  it('says that a run which failed did not get through', () => {
    const report = sampleReport({ status: 'failed', errors: [failedWrite()] });
    const comment = commentOn(report);
    expect(comment).toContain('### `from-netbox`: failed, 1 error (planned: 1 to create');
    expect(comment).toContain('The run stopped before it was through.');
  });

  it('leaves out whole objects when there are too many, and says how many and where they are', () => {
    const comment = commentOn(largeReport(5_000, 3, 20), RUN_URL);
    expect(comment.length).toBeGreaterThan(COMMENT_LIMIT - 1_500);
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    const shown = comment.match(/^@@ update /gm)?.length ?? 0;
    const more = [...comment.matchAll(/^… and ([\d,]+) more objects$/gm)].map((match) =>
      Number(match[1]?.replace(',', '')),
    );
    expect(more).toHaveLength(3);
    expect(more.reduce((sum, count) => sum + count, shown)).toBe(5_000);
    expect(comment).toContain(
      `_Too long to show in full; left out here: some of the changes. The [job summary](${RUN_URL}) has more of it._`,
    );
    expect(comment).toContain('How it was read');
    expect(comment).toContain('makes these changes');
  });

  it('has a fence that is longer than any run of backticks in the changes', () => {
    const operations = [create('Note', 'a', { text: 'x ````` y' })];
    const comment = commentOn(sampleReport({ operations, by_kind: { Note: counts(1) } }));
    expect(comment).toContain('\n``````diff\n@@ create a @@\n+ text  x ````` y\n``````\n');
  });

  it('gives a small kind its room beside a large one', () => {
    const large = largeReport(5_000, 1, 20);
    const report: RunReport = {
      ...large,
      by_kind: { ...large.by_kind, Small: counts(1) },
      operations: [...large.operations, create('Small', 'only-one', { name: 'x' })],
    };
    expect(commentOn(report)).toContain('@@ create only-one @@');
  });

  it('keeps the plan in sight when there are thousands of errors', () => {
    const errors = Array.from({ length: 3_000 }, (_, index) => failedWrite({ id: `device-${index}` }));
    const comment = commentOn(sampleReport({ errors }));
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('@@ update atl01-leaf01 @@');
    expect(comment).toContain('**3,000 errors**');
    expect(comment).toContain('- … and 2,990 more of `WRITE_FAILED at DcimDevice.role`\n');
    expect(comment).toContain('left out here: errors.');
  });

  it('says that there are more causes when not all of them fit', () => {
    const errors = Array.from({ length: 30_000 }, (_, index) =>
      failedWrite({ id: `device-${index}`, attribute: `attribute_${index % 2_000}` }),
    );
    const comment = commentOn(sampleReport({ errors }));
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('\n- … and errors of other causes\n');
    expect(comment).toContain('**30,000 errors**');
  });

  it('is never too long, never cut inside a fence or a fold, whatever the plan', () => {
    const sizes = fc.record({
      operations: fc.integer({ min: 0, max: 3_000 }),
      kinds: fc.integer({ min: 1, max: 900 }),
      length: fc.integer({ min: 0, max: 400 }),
      errors: fc.integer({ min: 0, max: 500 }),
      text: fc.constantFrom('x', '`', '東', '🚀', '|', '<', '\u202e'),
    });
    fc.assert(
      fc.property(sizes, ({ operations, kinds, length, errors, text }) => {
        const report: RunReport = {
          ...largeReport(operations, kinds, length, text),
          errors: Array.from({ length: errors }, () => failedWrite({ message: text.repeat(length) })),
          warnings: Array.from({ length: errors }, () => text.repeat(length)),
        };
        expectWhole(commentOn(report, RUN_URL), COMMENT_LIMIT);
        expectWhole(renderMarkdown(report, { limit: 10_000 }), 10_000);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a comment that several syncs share', () => {
  const outcome = (report: RunReport): SyncOutcome => ({ type: 'report', report, links: { run: RUN_URL } });
  const shared = (reports: readonly RunReport[], existing?: string) =>
    renderComment(reports.map(outcome), { name: 'all', existing });
  const named = (sync: string, changes: Partial<RunReport> = {}) => sampleReport({ sync, ...changes });

  it('has an overview, then a section for each', () => {
    const comment = shared([named('sites'), quietReport({ sync: 'racks' })]);
    expect(comment).toMatch(
      /^<!-- infrahub-sync:all -->\n### 2 syncs: 1 to create, 1 to update, 1 to delete\n/,
    );
    expect(comment).toContain('| `racks` | no changes | 0 | 0 | 0 |\n| `sites` | planned | 1 | 1 | 1 |\n');
    expect(comment.indexOf('### `racks`: no changes')).toBeLessThan(
      comment.indexOf('### `sites`: 1 to create'),
    );
  });

  it('keeps the sections of others when a job replaces its own', () => {
    const first = shared([named('sites')]);
    const second = shared([named('racks')], first);
    const third = shared([quietReport({ sync: 'sites' })], second);
    expect(parseSections(third).map(({ summary }) => summary.sync)).toEqual(['racks', 'sites']);
    expect(third.match(/^### `/gm)).toHaveLength(2);
    expect(parseSections(third)[0]?.text).toBe(parseSections(second)[0]?.text);
  });

  it('comes out the same in whatever order the jobs end, and through a browser that changes line ends', () => {
    const reports = ['sites', 'racks', 'a b', '`|-->'].map((sync) => named(sync));
    const oneByOne = (order: readonly RunReport[]) =>
      order.reduce<string | undefined>(
        (body, report) => shared([report], body?.replaceAll('\n', '\r\n')),
        undefined,
      );
    expect(oneByOne(reports)).toBe(shared(reports));
    expect(oneByOne(reports.toReversed())).toBe(shared(reports));
  });

  it('says that nothing changes any more, for as long as nothing does', () => {
    const before = commentOn(named('sites'));
    const quiet = (existing: string) =>
      renderComment([outcome(quietReport({ sync: 'sites' }))], { name: 'sites', existing });
    expect(quiet(before)).toContain('### `sites`: no changes any more\n');
    expect(quiet(quiet(before))).toContain('### `sites`: no changes any more\n');
    expect(commentOn(quietReport({ sync: 'sites' }))).toContain('### `sites`: no changes\n');
  });

  it('takes the changes out of the longest sections when room is short, never cuts one in two', () => {
    const long = (sync: string) => ({ ...largeReport(5_000, 3, 20), sync });
    const first = shared([long('one')]);
    const small = shared([named('two')], first);
    expect(parseSections(small).map(({ text }) => text.includes('@@ update'))).toEqual([false, true]);
    expect(small).toContain(
      '_Left out here to make room for other syncs: the changes and how they were found._',
    );
    expect(small).toContain(`[workflow run](${RUN_URL})`);
    const both = shared([long('one'), long('two')]);
    expect(Buffer.byteLength(both)).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(parseSections(both).map(({ text }) => text.includes('@@ update'))).toEqual([true, true]);
  });

  it('shows how a sync that stopped did, beside the others', () => {
    const problems = [{ message: 'No such field.', hint: 'Name another.', location: undefined }];
    const stopped: SyncOutcome = { type: 'stopped', sync: 'racks', problems, links: { run: RUN_URL } };
    const comment = renderComment([stopped], { name: 'all', existing: shared([named('sites')]) });
    expect(comment).toContain('| `racks` | stopped before a plan, 1 error | 0 | 0 | 0 |');
    expect(comment).toContain(
      '### `racks`: stopped before there was a plan\n\n- No such field.<br>Name another.',
    );
  });

  it('is never too long, however many jobs add their sections and in whatever order', () => {
    const jobs = fc.array(
      fc.record({
        sync: fc.nat(300),
        operations: fc.constantFrom(0, 1, 30, 2_000),
        errors: fc.constantFrom(0, 400),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(jobs, (list) => {
        let body: string | undefined;
        for (const { sync, operations, errors } of list) {
          const report = { ...largeReport(operations, 3, 50), sync: `sync-${sync}` };
          const failures = Array.from({ length: errors }, () => failedWrite());
          body = shared([{ ...report, errors: failures }], body);
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(COMMENT_LIMIT);
          const live = liveText(body);
          expect(live.match(/<details/g)?.length ?? 0).toBe(live.match(/<\/details>/g)?.length ?? 0);
          expect(live.match(/<!-- part -->/g)?.length ?? 0).toBe(live.match(/<!-- \/part -->/g)?.length ?? 0);
          expect(body).toContain(`### \`sync-${sync}\`: `);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('holds five hundred syncs at once', () => {
    const reports = Array.from({ length: 500 }, (_, index) => named(`sync-${index}`));
    const comment = shared(reports);
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment).toContain('### 500 syncs: 500 to create');
    expect(comment).toContain('… and 400 more syncs');
  });
});

describe('the job summary', () => {
  it('has much more room', () => {
    const summary = summaryOf(largeReport(5_000, 3, 20));
    expect(summary.match(/^@@ update /gm)).toHaveLength(5_000);
    expect(summary).not.toContain('Too long');
    expect(summary.startsWith('### `from-netbox`: 5,000 to update')).toBe(true);
  });

  it('shares its limit out when several syncs are long', () => {
    const outcomes = ['one', 'two'].map(
      (sync): SyncOutcome => ({
        type: 'report',
        report: { ...largeReport(2_000, 3, 50), sync },
        links: {},
      }),
    );
    const summary = renderSummary(outcomes, 200_000);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(200_000);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(190_000);
    expect(summary).toContain('### 2 syncs: 4,000 to update');
    expect(summary.match(/_Too long to show in full/g)).toHaveLength(2);
  });

  it('stays within its limit with 50,000 long changes', () => {
    const summary = summaryOf(largeReport(50_000, 3, 100));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(SUMMARY_LIMIT - 3_000);
    expect(summary).toContain('has all of it._');
  });
});

function counts(created: number): ReportCounts {
  return { create: created, update: 0, delete: 0, unchanged: 0 };
}

function expectWhole(markdown: string, limit: number): void {
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(limit);
  const live = liveText(markdown);
  expect(live.match(/<details/g)?.length ?? 0).toBe(live.match(/<\/details>/g)?.length ?? 0);
  expect(markdown).toContain('### `from-netbox`');
}

function largeReport(count: number, kinds: number, valueLength: number, text = 'x'): RunReport {
  const kind = (index: number) => `Kind${index % kinds}`;
  const operations = Array.from(
    { length: count },
    (_, index): ReportOperation => ({
      action: 'update',
      kind: kind(index),
      id: `object-${index}`,
      renamed_from: null,
      outcome: 'planned',
      dest_id: `id-${index}`,
      changes: { description: { old: text.repeat(valueLength), new: `${text.repeat(valueLength)}!` } },
    }),
  );
  const perKind = (index: number) => ({
    create: 0,
    update: Math.floor(count / kinds) + (index < count % kinds ? 1 : 0),
    delete: 0,
    unchanged: 0,
  });
  const byKind = Array.from({ length: kinds }, (_, index) => [kind(index), perKind(index)] as const);
  return sampleReport({
    summary: { create: 0, update: count, delete: 0, unchanged: 0 },
    by_kind: Object.fromEntries(byKind),
    operations,
  });
}
