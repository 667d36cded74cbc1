/** NetBox's choice values and their labels, as its API answers them. */
type Choices = Readonly<Record<string, string>>;

/** Labels that are the value with a capital letter. */
function capitals(...values: string[]): Choices {
  return Object.fromEntries(values.map((value) => [value, value.charAt(0).toUpperCase() + value.slice(1)]));
}

export const SITE_STATUS = capitals('planned', 'staging', 'active', 'decommissioning', 'retired');
export const RACK_STATUS = capitals('reserved', 'available', 'planned', 'active', 'deprecated');
export const DEVICE_STATUS = capitals(
  'offline',
  'active',
  'planned',
  'staged',
  'failed',
  'inventory',
  'decommissioning',
);
export const CABLE_STATUS = capitals('connected', 'planned', 'decommissioning');
export const IPAM_STATUS = capitals('active', 'reserved', 'deprecated');
export const PREFIX_STATUS = capitals('container', 'active', 'reserved', 'deprecated');
export const ADDRESS_STATUS: Choices = { ...IPAM_STATUS, dhcp: 'DHCP', slaac: 'SLAAC' };
export const ADDRESS_ROLE: Choices = {
  ...capitals('loopback', 'secondary', 'anycast'),
  vip: 'VIP',
  vrrp: 'VRRP',
  hsrp: 'HSRP',
  glbp: 'GLBP',
  carp: 'CARP',
};
export const FACE = capitals('front', 'rear');
export const AIRFLOW: Choices = {
  'front-to-rear': 'Front to rear',
  'rear-to-front': 'Rear to front',
  'left-to-right': 'Left to right',
  'right-to-left': 'Right to left',
  'side-to-rear': 'Side to rear',
  passive: 'Passive',
  mixed: 'Mixed',
};
export const RACK_WIDTH: Choices = { 10: '10 inches', 19: '19 inches', 21: '21 inches', 23: '23 inches' };
export const INTERFACE_TYPE: Choices = {
  virtual: 'Virtual',
  bridge: 'Bridge',
  lag: 'Link Aggregation Group (LAG)',
  '100base-tx': '100BASE-TX (10/100ME)',
  '1000base-t': '1000BASE-T (1GE)',
  '1000base-x-sfp': 'SFP (1GE)',
  '10gbase-t': '10GBASE-T (10GE)',
  '10gbase-x-sfpp': 'SFP+ (10GE)',
  '25gbase-x-sfp28': 'SFP28 (25GE)',
  '40gbase-x-qsfpp': 'QSFP+ (40GE)',
  '100gbase-x-qsfp28': 'QSFP28 (100GE)',
  other: 'Other',
};
export const INTERFACE_MODE: Choices = {
  access: 'Access',
  tagged: 'Tagged',
  'tagged-all': 'Tagged (All)',
  'q-in-q': 'Q-in-Q (802.1ad)',
};
export const DUPLEX = capitals('half', 'full', 'auto');
export const CABLE_TYPE: Choices = {
  cat5e: 'CAT5e',
  cat6: 'CAT6',
  cat6a: 'CAT6a',
  'dac-active': 'Direct Attach Copper (Active)',
  'dac-passive': 'Direct Attach Copper (Passive)',
  mmf: 'Multimode Fiber',
  smf: 'Single-mode Fiber',
  power: 'Power',
};
export const LENGTH_UNIT: Choices = {
  km: 'Kilometers',
  m: 'Meters',
  cm: 'Centimeters',
  mi: 'Miles',
  ft: 'Feet',
  in: 'Inches',
};
export const CUSTOM_FIELD_TYPE: Choices = {
  text: 'Text',
  longtext: 'Text (long)',
  integer: 'Integer',
  decimal: 'Decimal',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'Date & time',
  url: 'URL',
  json: 'JSON',
  select: 'Selection',
  multiselect: 'Multiple selection',
  object: 'Object',
  multiobject: 'Multiple objects',
};
export const CHANGE_ACTION: Choices = { create: 'Created', update: 'Updated', delete: 'Deleted' };
