import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cacheRoot,
  isRunId,
  leftOutPath,
  newRunId,
  runFolder,
  snapshotPath,
  syncFolder,
} from '../../src/cache/layout.ts';

describe('the cache root', () => {
  test('is .infrahub-sync-cache in the working directory', () => {
    expect(cacheRoot({}, '/somewhere')).toBe(path.join('/somewhere', '.infrahub-sync-cache'));
    expect(cacheRoot({ INFRAHUB_SYNC_CACHE_DIR: ' ' }, '/somewhere')).toBe(
      path.join('/somewhere', '.infrahub-sync-cache'),
    );
  });

  test('is moved by INFRAHUB_SYNC_CACHE_DIR, absolute, relative or from home', () => {
    const home = { HOME: '/home/me' };
    const moved = (to: string) => cacheRoot({ ...home, INFRAHUB_SYNC_CACHE_DIR: to }, '/somewhere');
    expect(moved('/elsewhere')).toBe('/elsewhere');
    expect(moved('cache')).toBe('/somewhere/cache');
    expect(moved('~/cache')).toBe('/home/me/cache');
    expect(moved('~')).toBe('/home/me');
    expect(moved('/a/~b')).toBe('/a/~b');
  });
});

describe('a name in a path', () => {
  const bad = ['', '.', '..', 'a/b', '../a', 'a\\b', '/etc', 'a\u0000', 'a\nb', 'ü'.repeat(101)];

  test.each(bad)('may not lead elsewhere: %j', (name) => {
    expect(() => syncFolder('/cache', name)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => runFolder('/cache', 'sync', name)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    expect(() => snapshotPath('A', name)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  test('that is taken stays one step below the root, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ' ', '~', '\t') }), (name) => {
        let folder: string;
        try {
          folder = syncFolder('/cache', name);
        } catch {
          return;
        }
        expect(path.dirname(folder)).toBe('/cache');
        expect(path.basename(folder)).toBe(name);
      }),
    );
  });

  test('of a kind may not begin with an underscore, which marks the records left out', () => {
    expect(() => snapshotPath('A', '_DcimDevice')).toThrow(/underscore/);
    expect(snapshotPath('B', 'DcimDevice')).toBe('B/DcimDevice.parquet');
    expect(leftOutPath('B', 'DcimDevice')).toBe('B/_DcimDevice.parquet');
  });
});

describe('a run id', () => {
  test('tells the minute in UTC and four random bytes', () => {
    const now = new Date('2025-01-31T23:59:58+02:00');
    expect(newRunId(now, Uint8Array.of(0x1a, 0x2b, 0x00, 0xff))).toBe('20250131T2159-1a2b00ff');
  });

  test('sorts by time and is accepted as a folder', () => {
    const time = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, fc.uint8Array({ minLength: 4, maxLength: 4 }), (one, two, random) => {
        const [earlier, later] = one < two ? [one, two] : [two, one];
        expect(newRunId(earlier, random) <= newRunId(later, random)).toBe(true);
        expect(isRunId(newRunId(one, random))).toBe(true);
      }),
    );
  });

  test('of another form is refused with an example', () => {
    expect(() => runFolder('/cache', 'sync', 'latest')).toThrow(
      expect.objectContaining({ code: 'USAGE', hint: expect.stringContaining('20250131T0930-1a2b3c4d') }),
    );
  });
});
