import { CUSTOM_FIELD_TYPE } from '../choices.ts';
import { choice, computed, constant, HEAD, many, nulls, OWNER, reference, STAMPS, value } from '../fields.ts';
import { type Model, textOf } from '../model.ts';
import { byName, uniqueNameAndSlug } from './common.ts';

const DATA_TYPES: Readonly<Record<string, string>> = {
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  json: 'object',
  object: 'object',
  multiselect: 'array',
  multiobject: 'array',
};

/** The endpoints whose objects are counted as tagged. */
const TAGGED = [
  'dcim/sites',
  'dcim/devices',
  'dcim/racks',
  'ipam/prefixes',
  'ipam/ip-addresses',
  'ipam/vlans',
];

const tags: Model = {
  endpoint: 'extras/tags',
  contentType: 'extras.tag',
  verboseName: 'tag',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('slug', 'slug', { required: true }),
    value('color', 'color', { default: '9e9e9e' }),
    value('description'),
    value('weight', 'integer', { default: 1000 }),
    value('object_types', 'json', { default: [] }),
    computed('tagged_items', TAGGED, (row, view) => {
      let items = 0;
      for (const endpoint of TAGGED) items += view.store.referrers(endpoint, 'tags', row.id).size;
      return String(items);
    }),
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'slug', 'color', 'description'],
    nested: ['id', 'url', 'display', 'name', 'slug', 'color', 'description'],
    tag: ['id', 'url', 'display_url', 'display', 'name', 'slug', 'color'],
  },
  unique: uniqueNameAndSlug,
  searched: ['name', 'slug', 'description'],
  ...byName,
};

const choiceSets: Model = {
  endpoint: 'extras/custom-field-choice-sets',
  contentType: 'extras.customfieldchoiceset',
  page: 'extras/custom-field-choices',
  verboseName: 'custom field choice set',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('description'),
    constant('base_choices', 'null'),
    value('extra_choices', 'json', { default: [] }),
    constant('choice_colors', '{}', '4.7'),
    value('order_alphabetically', 'boolean'),
    computed('choices_count', [], (row) => {
      const choices = row.extra_choices;
      return String(Array.isArray(choices) ? choices.length : 0);
    }),
    OWNER,
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'description', 'choices_count'],
    nested: ['id', 'url', 'display', 'name', 'description', 'choices_count'],
  },
  unique: [{ fields: ['name'] }],
  searched: ['name', 'description'],
  ...byName,
};

const customFields: Model = {
  endpoint: 'extras/custom-fields',
  contentType: 'extras.customfield',
  verboseName: 'custom field',
  fields: [
    ...HEAD,
    value('object_types', 'json', { required: true, default: [] }),
    choice('type', CUSTOM_FIELD_TYPE, 'text', { required: true }),
    value('related_object_type', 'text', { nullable: true }),
    computed('data_type', [], (row) => JSON.stringify(DATA_TYPES[textOf(row, 'type')] ?? 'string')),
    value('name', 'text', { required: true }),
    value('label'),
    value('group_name'),
    value('description'),
    value('required', 'boolean'),
    value('unique', 'boolean'),
    value('search_weight', 'integer', { default: 1000 }),
    choice('filter_logic', { disabled: 'Disabled', loose: 'Loose', exact: 'Exact' }, 'loose'),
    choice('ui_visible', { always: 'Always', 'if-set': 'If set', hidden: 'Hidden' }, 'always'),
    choice('ui_editable', { yes: 'Yes', no: 'No', hidden: 'Hidden' }, 'yes'),
    value('is_cloneable', 'boolean'),
    constant('nulls_first', 'true', '4.7'),
    value('default', 'json', { nullable: true }),
    constant('related_object_filter', 'null'),
    value('weight', 'integer', { default: 100 }),
    ...nulls('validation_minimum', 'validation_maximum'),
    value('validation_regex'),
    constant('validation_schema', 'null', '4.7'),
    reference('choice_set', 'extras/custom-field-choice-sets', 'protect'),
    constant('status', '{"value":"active","label":"Active"}', '4.7'),
    OWNER,
    value('comments'),
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'description'],
    nested: ['id', 'url', 'display', 'name', 'description'],
  },
  unique: [{ fields: ['name'] }],
  searched: ['name', 'label', 'description'],
  display: (row) => textOf(row, 'label') || labelOf(textOf(row, 'name')),
  sortKey: (row) => [textOf(row, 'group_name'), Number(row.weight ?? 100), textOf(row, 'name')],
  filters: {
    object_type: (row, values) => {
      const types = row.object_types;
      return Array.isArray(types) && types.some((type) => values.includes(String(type)));
    },
  },
};

/** `cost_center` is shown as `Cost center`. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const configContexts: Model = {
  endpoint: 'extras/config-contexts',
  contentType: 'extras.configcontext',
  verboseName: 'config context',
  fields: [
    ...HEAD,
    value('name', 'text', { required: true }),
    value('weight', 'integer', { default: 1000 }),
    constant('profile', 'null', '4.4'),
    value('description'),
    value('is_active', 'boolean', { default: true }),
    ...[
      'regions',
      'site_groups',
      'sites',
      'locations',
      'device_types',
      'roles',
      'platforms',
      'cluster_types',
      'cluster_groups',
      'clusters',
      'tenant_groups',
      'tenants',
    ].map((name) => constant(name, '[]')),
    OWNER,
    many('tags', 'extras/tags', 'tag'),
    ...nulls('data_source'),
    constant('data_path', '""'),
    ...nulls('data_file', 'data_synced'),
    value('data', 'json', { required: true, default: {} }),
    ...STAMPS,
  ],
  shapes: {
    brief: ['id', 'url', 'display', 'name', 'description'],
    nested: ['id', 'url', 'display', 'name', 'description'],
  },
  unique: [{ fields: ['name'] }],
  display: (row) => textOf(row, 'name'),
  sortKey: (row) => [Number(row.weight ?? 1000), textOf(row, 'name')],
};

export const EXTRAS_MODELS: readonly Model[] = [tags, choiceSets, customFields, configContexts];
