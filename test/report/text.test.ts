import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/report/text.ts';
import { failedWrite, quietReport, sampleReport } from './reports.ts';

describe('the text report', () => {
  it('shows what changes, how it was read and what went wrong', () => {
    const report = sampleReport({ errors: [failedWrite()], warnings: ['Two sites have no name.'] });
    expect(
      renderText(report, { colour: false, maxOperations: 2 }),
    ).toBe(`from-netbox: 1 to create, 1 to update, 1 to delete, 1 error

kind          create  update  delete  unchanged
LocationSite       1       0       0          3
DcimDevice         0       1       1         30
IpamVLAN           0       0       0          7
total              1       1       1         40

+ LocationSite atl01
    name    atl01
    status  active
~ DcimDevice atl01-leaf01
    role       leaf → spine
    asset_tag  (none) → "42"
… and 1 more operation

1 error
  DcimDevice atl01-leaf01: Infrahub refused the value "spine" for role.
      Add it to the choices of DcimDevice.role.

1 warning
  Two sites have no name.

source read warm: The last run left a usable snapshot.
  41 rows, 6 requests, 12.3 kB
  IpamVLAN read full: The count of 7 does not add up.
destination read full: A full extract was asked for.
  0 rows, 3 requests, 999 B

+1 ~1 -1 · run 20260301T0800-0a1b2c3d · 3.2 s · cache 3 runs, 45.7 kB
plan ${'d1'.repeat(32)}
`);
  });

  it('shows the first errors of every cause, and how many there are', () => {
    const mistakes = Array.from({ length: 1_000 }, (_, index) => ({
      ...failedWrite(),
      id: `dev-${index}`,
      message: `dev-${index} has no role.`,
    }));
    const other = {
      ...failedWrite(),
      kind: 'LocationSite',
      attribute: null,
      message: 'Paris is there twice.',
    };
    const report = sampleReport({ errors: [...mistakes, other] });
    const text = renderText(report, { colour: false, maxOperations: 10 });
    const errors = text.slice(text.lastIndexOf('1,001 errors'), text.indexOf('\n\nsource read')).split('\n');
    expect(errors).toEqual([
      '1,001 errors',
      '  DcimDevice: dev-0 has no role.',
      `      ${failedWrite().hint}`,
      ...Array.from({ length: 9 }, (_, index) => `  DcimDevice: dev-${index + 1} has no role.`),
      '  … and 990 more of WRITE_FAILED at DcimDevice.role, all in plan.json',
      expect.stringContaining('Paris is there twice.'),
      `      ${failedWrite().hint}`,
    ]);
    expect(renderText(report, { colour: false, maxOperations: Infinity })).toContain('dev-999 has no role.');
  });

  it('says so when nothing changes', () => {
    const text = renderText(quietReport(), { colour: false, maxOperations: 10 });
    expect(text.split('\n')[0]).toBe('from-netbox: no changes');
    expect(text).not.toContain('+0');
  });

  it('shows all operations when it may', () => {
    const text = renderText(sampleReport(), { colour: false, maxOperations: Infinity });
    expect(text).toContain('- DcimDevice atl01-old\n    role  leaf\n');
    expect(text).not.toContain('more operation');
  });

  it('shows none of them when it may not, and how many there are', () => {
    const text = renderText(sampleReport(), { colour: false, maxOperations: 0 });
    expect(text).toContain('\n\n… and 3 more operations\n\n');
  });

  it('colours whole lines and nothing else', () => {
    const coloured = renderText(sampleReport(), { colour: true, maxOperations: 10 });
    const plain = renderText(sampleReport(), { colour: false, maxOperations: 10 });
    expect(coloured).toContain('\u001b[31m- DcimDevice atl01-old\u001b[0m\n');
    const colours = ['1', '2', '31', '32', '33', '0'].map((code) => `\u001b[${code}m`);
    expect(colours.reduce((text, colour) => text.replaceAll(colour, ''), coloured)).toBe(plain);
  });

  it('tells what was done apart from what was planned', () => {
    const headline = (changes: Parameters<typeof sampleReport>[0]) =>
      renderText(sampleReport(changes), { colour: false, maxOperations: 0 }).split('\n')[0];
    expect(headline({ status: 'applied' })).toBe('from-netbox: 1 created, 1 updated, 1 deleted');
    expect(headline({ status: 'applied', errors: [failedWrite()] })).toBe(
      'from-netbox: applied, 1 error (planned: 1 to create, 1 to update, 1 to delete)',
    );
    expect(headline({ status: 'cancelled' })).toBe(
      'from-netbox: cancelled (planned: 1 to create, 1 to update, 1 to delete)',
    );
  });
});
