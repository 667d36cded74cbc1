import type { KindModel } from './model.ts';
import { maskByte } from './normalise.ts';
import type { AttributeValue } from './schema-types.ts';
import type { AttributeVersion } from './store.ts';

/** The relationship of prefixes and addresses to their namespace. */
export const ipNamespaceRelationship = 'ip_namespace';

/** The read-only attributes that Infrahub works out from a prefix when it is written; nothing for other kinds. */
export function derivedAttributes(
  kind: KindModel,
  attributes: ReadonlyMap<string, AttributeVersion>,
): readonly (readonly [string, AttributeValue])[] {
  const prefix = kind.inherits.includes('BuiltinIPPrefix') ? attributes.get('prefix')?.value : undefined;
  if (typeof prefix !== 'string') return [];
  const [network = '', length = ''] = prefix.split('/');
  const bytes = network.includes(':') ? 16 : 4;
  const mask = Array.from({ length: bytes }, (_, position) => maskByte(Number(length) - position * 8));
  const isVersion4 = bytes === 4;
  return [
    ['network_address', network],
    ['is_top_level', true],
    ['utilization', 0],
    ['netmask', isVersion4 ? mask.join('.') : null],
    ['hostmask', isVersion4 ? mask.map((byte) => 255 - byte).join('.') : null],
    ['broadcast_address', isVersion4 ? lastOf(network, mask) : null],
  ];
}

function lastOf(network: string, mask: readonly number[]): string {
  return network
    .split('.')
    .map((byte, position) => Number(byte) | (255 - (mask[position] ?? 0)))
    .join('.');
}
