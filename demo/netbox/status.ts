/** The body of `/api/status/`. */
export function statusOf(version: string): string {
  return JSON.stringify({
    'django-version': '6.1.2',
    hostname: 'demo',
    installed_apps: {},
    'netbox-version': version,
    'netbox-full-version': version,
    plugins: {},
    'python-version': '3.13.0',
    'rq-workers-running': 0,
  });
}
