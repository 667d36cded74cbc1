import { formatStamp } from '../../stamps.ts';
import { CHANGE_ACTION } from '../choices.ts';
import { choice, computed, constant, HEAD, value } from '../fields.ts';
import { idOf, type Model, textOf } from '../model.ts';

/** The change log. Its rows are written by the server alone. */
const objectChanges: Model = {
  endpoint: 'core/object-changes',
  contentType: 'core.objectchange',
  page: 'core/changelog',
  verboseName: 'object change',
  readOnly: true,
  stamped: false,
  fields: [
    ...HEAD,
    computed('time', [], (row) => `"${formatStamp(row.created)}"`),
    computed(
      'user',
      [],
      (_row, view) => `{"id":1,"url":"${view.base}/api/users/users/1/","display":"admin","username":"admin"}`,
    ),
    constant('user_name', '"admin"'),
    value('request_id'),
    choice('action', CHANGE_ACTION, 'update'),
    value('changed_object_type'),
    value('changed_object_id', 'integer'),
    computed('changed_object', [], (row, view) => {
      const type = textOf(row, 'changed_object_type');
      const table = view.store.tables.values().find((each) => each.model.contentType === type);
      return table ? view.embedded(table.model.endpoint, idOf(row, 'changed_object_id')) : 'null';
    }),
    value('object_repr'),
    value('message'),
    value('prechange_data', 'json', { default: {} }),
    value('postchange_data', 'json', { default: {} }),
  ],
  shapes: { brief: [], nested: [] },
  searched: ['object_repr'],
  display: (row) => {
    const [app = '', model = ''] = textOf(row, 'changed_object_type').split('.');
    const label =
      app === 'dcim' || app === 'ipam' ? app.toUpperCase() : app.charAt(0).toUpperCase() + app.slice(1);
    const did = (CHANGE_ACTION[textOf(row, 'action')] ?? '').toLowerCase();
    return `${label} | ${model} ${textOf(row, 'object_repr')} ${did} by admin`;
  },
  sortKey: (row) => [-row.created, -row.id],
};

export const CORE_MODELS: readonly Model[] = [objectChanges];
