import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/issue.ts';
import { SyncError } from '../../src/errors.ts';
import { annotateReport, failWith } from '../../src/github/annotations.ts';
import { failedWrite, sampleReport } from '../report/reports.ts';
import { createRecordingCore } from './recorder.ts';

function configError(file: string): SyncError {
  return new SyncError({
    code: 'CONFIG_INVALID',
    message: 'Unknown key "fieldz".',
    hint: 'Did you mean "fields"?',
    location: { file, line: 42, column: 7 },
  });
}

describe('what stops a run', () => {
  it('is an annotation on its line of the file when it has one', () => {
    const core = createRecordingCore();
    failWith(core, configError('./syncs/config.yml'), '/work');
    expect(core.log).toEqual([
      {
        level: 'error',
        message: 'Unknown key "fieldz".\nDid you mean "fields"?',
        properties: {
          title: 'infrahub-sync: CONFIG_INVALID',
          file: 'syncs/config.yml',
          startLine: 42,
          startColumn: 7,
        },
      },
      {
        level: 'failed',
        message: 'Stopped by what is wrong at ./syncs/config.yml:42:7.',
        properties: undefined,
      },
    ]);
  });

  it('is an annotation for each mistake of a configuration', () => {
    const core = createRecordingCore();
    const issues = [3, 1].map((line) => ({
      severity: 'error' as const,
      message: `Mistake on line ${line}.`,
      hint: '',
      location: { file: 'config.yml', line, column: 1 },
    }));
    failWith(core, new ConfigError(issues), '/work');
    expect(core.log.map((entry) => [entry.level, entry.message, entry.properties?.startLine])).toEqual([
      ['error', 'Mistake on line 1.', 1],
      ['error', 'Mistake on line 3.', 3],
      ['failed', 'Stopped by what is wrong at config.yml:1:1, config.yml:3:1.', undefined],
    ]);
  });

  it('names its file from the checkout on', () => {
    const core = createRecordingCore();
    failWith(core, configError('/home/runner/work/r/r/syncs/config.yml'), '/home/runner/work/r/r');
    expect(core.log[0]?.properties?.file).toBe('syncs/config.yml');
  });

  it('is the message of the failed job otherwise, with what to do', () => {
    const core = createRecordingCore();
    const message = 'NetBox at https://nb does not answer.\n::set-output name=a::b';
    failWith(core, new SyncError({ code: 'UNREACHABLE', message, hint: 'Check the address.' }), '/work');
    expect(core.log.map((entry) => [entry.level, entry.message])).toEqual([
      ['failed', 'NetBox at https://nb does not answer.\\n::set-output name=a::b\nCheck the address.'],
    ]);
  });

  it('is called a defect when nobody foresaw it', () => {
    const core = createRecordingCore();
    failWith(core, new TypeError('x is not a function'), '/work');
    expect(core.messages('failed')[0]).toMatch(
      /^Unexpected error, which is a defect of this action: TypeError: x is not a function\n/,
    );
  });
});

describe('errors of a report', () => {
  it('are warnings when the run went on', () => {
    const core = createRecordingCore();
    annotateReport(core, sampleReport({ status: 'applied', errors: [failedWrite()] }), '/work');
    expect(core.log).toEqual([
      {
        level: 'warning',
        message:
          'DcimDevice atl01-leaf01: Infrahub refused the value "spine" for role.\n' +
          'Add it to the choices of DcimDevice.role.',
        properties: { title: 'infrahub-sync: WRITE_FAILED' },
      },
    ]);
  });

  it('stand on the line of the record that they are about, when it is one of a file', () => {
    const core = createRecordingCore();
    const location = { file: '/checkout/data/inventory.csv', line: 3, column: 1 };
    annotateReport(
      core,
      sampleReport({ status: 'failed', errors: [{ ...failedWrite(), location }] }),
      '/checkout',
    );
    expect(core.log).toMatchObject([
      { level: 'error', properties: { file: 'data/inventory.csv', startLine: 3, startColumn: 1 } },
    ]);
  });

  it('are errors when it failed, and no more than GitHub shows', () => {
    const core = createRecordingCore();
    const errors = Array.from({ length: 100 }, (_, index) => failedWrite({ id: String(index) }));
    annotateReport(core, sampleReport({ status: 'failed', errors }), '/work');
    expect(core.messages('error')).toHaveLength(10);
    expect(core.messages('error').at(-1)).toBe('91 more errors are in the job summary.');
  });
});
