import type { JsonValue } from '../../../src/json.ts';
import type { Row } from '../fields.ts';
import { type Maker, NO_CUSTOM_FIELDS, NO_TAGS, slugOf } from './maker.ts';

const PLAIN = { description: '', comments: '', tags: NO_TAGS, custom_fields: NO_CUSTOM_FIELDS };
const WORDS = ['prod', 'lab', 'edge', 'core', 'audit', 'pci', 'legacy', 'spare', 'managed', 'blue'];
const COLORS = ['f44336', '4caf50', '2196f3', '9e9e9e', 'ff9800'];

export function makeTags({ make }: Maker): Row[] {
  return Array.from({ length: 30 }, (_, index) => {
    const word = WORDS[index % WORDS.length] ?? '';
    const number = String(index).padStart(2, '0');
    return make('extras/tags', {
      name: `${word} ${number}`,
      slug: `${word}-${number}`,
      color: COLORS[index % COLORS.length] ?? '9e9e9e',
      description: index % 3 === 0 ? `Marks what is ${word}` : '',
    });
  });
}

/** One custom field of every kind that NetBox has. */
export function makeCustomFields({ make }: Maker): void {
  const lifecycle = make('extras/custom-field-choice-sets', {
    name: 'Lifecycle',
    description: '',
    extra_choices: [
      ['plan', 'Planned'],
      ['live', 'Live'],
      ['eol', 'End of life'],
    ],
  });
  const compliance = make('extras/custom-field-choice-sets', {
    name: 'Compliance',
    description: '',
    extra_choices: [
      ['pci', 'PCI DSS'],
      ['iso', 'ISO 27001'],
      ['sox', 'SOX'],
    ],
  });
  const field = (name: string, type: string, types: string[], more: Record<string, JsonValue> = {}) => {
    const words = name.replaceAll('_', ' ');
    const label = words.charAt(0).toUpperCase() + words.slice(1);
    make('extras/custom-fields', { name, label, type, object_types: types, ...more });
  };
  field('cost_center', 'text', ['dcim.device', 'tenancy.tenant', 'dcim.site', 'ipam.prefix']);
  field('support_years', 'integer', ['dcim.device']);
  field('power_draw', 'decimal', ['dcim.device']);
  field('monitored', 'boolean', ['dcim.device', 'ipam.ipaddress']);
  field('warranty_end', 'date', ['dcim.device']);
  field('last_audit', 'datetime', ['dcim.device']);
  field('runbook', 'url', ['dcim.device']);
  field('lifecycle', 'select', ['dcim.device', 'dcim.rack'], { choice_set: lifecycle.id });
  field('compliance', 'multiselect', ['dcim.device', 'dcim.site'], { choice_set: compliance.id });
  field('facts', 'json', ['dcim.device', 'dcim.site']);
  field('escalation', 'object', ['dcim.device'], { related_object_type: 'tenancy.tenant' });
  field('peer_sites', 'multiobject', ['dcim.site'], { related_object_type: 'dcim.site' });
}

export function makeTenants({ make, random }: Maker, count: number): Row[] {
  const group = (name: string, parent: number | null) =>
    make('tenancy/tenant-groups', { name, slug: slugOf(name), parent, ...PLAIN });
  const tops = ['Internal', 'Customers'].map((name) => group(name, null));
  const below = ['Research', 'Operations', 'Retail', 'Wholesale'].map((name, index) =>
    group(name, tops[index >> 1]?.id ?? null),
  );
  const groups = [...tops, ...below];
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return make('tenancy/tenants', {
      ...PLAIN,
      name: `Tenant ${number}`,
      slug: `tenant-${number}`,
      group: index % 10 === 0 ? null : random.pick(groups).id,
      description: `Generated tenant ${index}`,
      custom_fields: { cost_center: `CC-${String(index).padStart(4, '0')}` },
    });
  });
}

const PLACES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  EMEA: { Germany: ['Berlin', 'Köln'], France: ['Paris', 'Lyon'], Switzerland: ['Zürich', 'Genève'] },
  AMER: {
    'United States': ['Akron', 'Boise'],
    Canada: ['Toronto', 'Québec'],
    Brazil: ['São Paulo', 'Recife'],
  },
  APAC: { Japan: ['大阪', 'Tokyo'], India: ['Pune', 'Chennai'], Australia: ['Perth', 'Sydney'] },
};
const ZONES: Readonly<Record<string, string>> = {
  EMEA: 'Europe/Berlin',
  AMER: 'America/New_York',
  APAC: 'Asia/Tokyo',
};

export interface Place {
  readonly site: Row;
  readonly rooms: readonly Row[];
}

interface City {
  readonly name: string;
  readonly region: number;
  readonly zone: string;
}

function makeRegions({ make }: Maker): City[] {
  const region = (name: string, parent: number | null) =>
    make('dcim/regions', { name, slug: slugOf(name), parent, ...PLAIN });
  const tops = Object.keys(PLACES).map((name) => ({ name, id: region(name, null).id }));
  return tops.flatMap((top) =>
    Object.entries(PLACES[top.name] ?? {}).flatMap(([country, cities]) => {
      const { id } = region(country, top.id);
      return cities.map((name) => ({ name, region: id, zone: ZONES[top.name] ?? 'UTC' }));
    }),
  );
}

/** Sites with their buildings and rooms. */
export function makePlaces(
  maker: Maker,
  count: number,
  tenants: readonly Row[],
  tags: readonly Row[],
): Place[] {
  const { make, random } = maker;
  const cities = makeRegions(maker);
  const group = (name: string, parent: number | null) =>
    make('dcim/site-groups', { name, slug: slugOf(name), parent, ...PLAIN });
  const tops = ['Data centre', 'Branch'].map((name) => group(name, null));
  const groups = [...tops, ...['Tier 2', 'Tier 3', 'Tier 4'].map((name) => group(name, tops[0]?.id ?? null))];
  const firstSite = 1;
  return Array.from({ length: count }, (_, index) => {
    const city = cities[index % cities.length] ?? { name: 'Nowhere', region: 1, zone: 'UTC' };
    const code = `${slugOf(city.name).slice(0, 3) || 'osk'}${String(index).padStart(3, '0')}`;
    const peers =
      index % 4 === 0 && count > 2
        ? [firstSite + ((index + 1) % count), firstSite + ((index + 2) % count)]
        : null;
    const site = make('dcim/sites', {
      ...PLAIN,
      name: `${city.name} ${String(index).padStart(3, '0')}`,
      slug: code,
      status:
        ['active', 'planned', 'staging', 'retired'][random.next() < 0.9 ? 0 : random.integer(1, 3)] ??
        'active',
      region: city.region,
      group: random.pick(groups).id,
      tenant: random.next() < 0.5 ? random.pick(tenants).id : null,
      facility: `DC-${code.toUpperCase()}`,
      time_zone: city.zone,
      physical_address: `${index + 1} Example Street\n${city.name}`,
      shipping_address: '',
      latitude: Math.round(random.next() * 120e6 - 60e6) / 1e6,
      longitude: Math.round(random.next() * 340e6 - 170e6) / 1e6,
      description: index % 7 === 3 ? '' : `Generated site ${index}`,
      comments: index % 5 === 0 ? 'First line\n\n* a list\n* *in Markdown*' : '',
      tags: random.next() < 0.5 ? random.sample(tags, 2).map((tag) => tag.id) : NO_TAGS,
      custom_fields: {
        cost_center: `S-${String(index).padStart(4, '0')}`,
        compliance: random.maybe(0.7, random.sample(['pci', 'iso', 'sox'], random.integer(1, 3))),
        facts: random.maybe(0.5, { floors: index % 4, nested: { list: [1, 2.5, null, 'x'] } }),
        peer_sites: peers,
      },
    });
    return { site, rooms: makeRooms(maker, site) };
  });
}

function makeRooms({ make }: Maker, site: Row): Row[] {
  const location = (name: string, slug: string, above: number | null) =>
    make('dcim/locations', {
      ...PLAIN,
      name,
      slug,
      site: site.id,
      parent: above,
      status: 'active',
      facility: '',
    });
  const slug = String(site.slug);
  const building = location('Building A', `${slug}-a`, null);
  return [1, 2].map((number) => location(`Room ${number}`, `${slug}-a-${number}`, building.id));
}
