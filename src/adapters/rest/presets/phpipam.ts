import type { RestPreset } from '../preset.ts';

/**
 * phpIPAM (phpipam.net/api). The address has the name of the API app in it: set `api_endpoint: api/<app>`. An app
 * with the security "SSL with App code token" takes its code in the header `token`. Lists are one answer, below
 * `data`; one without objects is a 404 with a message, or has no `data` at all.
 */
export const phpIpam: RestPreset = {
  system: 'phpipam',
  title: 'phpIPAM',
  settings: {
    auth_method: 'header',
    auth_header: 'token',
    url_env_vars: ['PHPIPAM_ADDRESS', 'PHPIPAM_URL'],
    token_env_vars: ['PHPIPAM_TOKEN'],
    response_key_pattern: 'data',
    trailing_slash: true,
    success: { field: 'success', value: true },
    empty_message: '^No .*(?:found|available|exist)',
    endpoints: {
      vlan: { id_field: 'vlanId' },
      vlans: { id_field: 'vlanId' },
      vrf: { id_field: 'vrfId' },
      vrfs: { id_field: 'vrfId' },
    },
  },
};
