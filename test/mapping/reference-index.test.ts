import { describe, expect, it } from 'vitest';
import { createReferenceIndex } from '../../src/mapping/reference-index.ts';

describe('the reference index', () => {
  it('keeps ids of several endpoints of one kind apart', () => {
    const index = createReferenceIndex();
    index.add('Location', 'dcim.regions', '1', 'emea');
    index.add('Location', 'dcim.sites', '1', 'fra1');
    expect(index.resolve(['Location'], 'dcim.sites', '1')).toEqual({ status: 'found', uniqueId: 'fra1' });
    expect(index.resolve(['Location'], 'dcim.regions', '1')).toEqual({ status: 'found', uniqueId: 'emea' });
    expect(index.resolve(['Location'], 'dcim.racks', '1')).toEqual({ status: 'missing' });
  });

  it('answers without an endpoint only when there is one answer', () => {
    const index = createReferenceIndex();
    index.add('Location', 'dcim.regions', '1', 'emea');
    index.add('Location', 'dcim.sites', '1', 'fra1');
    index.add('Location', 'dcim.sites', '2', 'ber1');
    expect(index.resolve(['Location'], undefined, '2')).toEqual({ status: 'found', uniqueId: 'ber1' });
    expect(index.resolve(['Location'], undefined, '1')).toEqual({
      status: 'ambiguous',
      origins: ['dcim.regions', 'dcim.sites'],
    });
    expect(index.resolve(['Location'], undefined, '3')).toEqual({ status: 'missing' });
  });

  it('looks through all kinds that a generic stands for', () => {
    const index = createReferenceIndex();
    index.add('PhysicalInterface', 'dcim.interfaces', '7', 'leaf1__eth0');
    index.add('VirtualInterface', 'virtualization.interfaces', '7', 'vm1__eth0');
    const kinds = ['PhysicalInterface', 'VirtualInterface'];
    expect(index.resolve(kinds, 'virtualization.interfaces', '7')).toEqual({
      status: 'found',
      uniqueId: 'vm1__eth0',
    });
  });
});
